import { hashText } from "../scene/random.ts";
import { SPEAKERS, type Speaker } from "./speakers.ts";

/** The speaker of an id or a name; for `auto`, an unknown word or nobody, one who suits the text, always the same. */
export function chooseSpeaker(voice: string, text: string): Speaker {
	const wanted = voice.trim().toLowerCase();
	return SPEAKERS.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted) ?? speakerFor(text);
}

/** What speakers say of themselves. */
const saysWoman =
	/\b(i am|i'm|as) (a|an|the|your|her) (\w+ )?(woman|girl|mother|mom|queen|princess|wife|grandmother|witch|lady)\b/i;
const saysMan =
	/\b(i am|i'm|as) (a|an|the|your|his) (\w+ )?(man|boy|father|dad|king|prince|husband|grandfather|wizard|captain)\b/i;

const lively = { woman: "1", man: "4" } as const;
const calm = { woman: "7", man: "2" } as const;

function speakerFor(text: string): Speaker {
	const sex = saysWoman.test(text) ? "woman" : saysMan.test(text) ? "man" : hashText(text, 0) % 2 ? "woman" : "man";
	const id = (/[!?！？]/u.test(text) ? lively : calm)[sex];
	return SPEAKERS.find((speaker) => speaker.id === id)!;
}
