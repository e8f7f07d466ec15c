import { decodeAudio, type StereoSound } from "../audio/decode-audio.ts";
import { inputsOf, type RenderOrder } from "../render-order.ts";
import { readScene } from "../scene/read-prompt.ts";
import { createAmbience } from "../sound/create-ambience.ts";
import { createEffects } from "../sound/effects/create-effects.ts";
import { mixSounds } from "./mix-sounds.ts";
import { createVoiceTrack } from "./voice-track.ts";

/**
 * The sound of an order's film: its speech in front; behind it the sounds that its words ask for, else the ambience of
 * what its prompt shows; and its source's own sound, where that is to go on. Lip sync is heard alone, unless it asks for
 * more.
 */
export async function createFilmSound(order: RenderOrder): Promise<StereoSound> {
	const kept = await decodeKept(order);
	const made = makeGround(order, kept !== null);
	const voice = await createVoiceTrack(order);
	// What was made alone is mastered already.
	if (voice === null && kept === null && made !== null) return made;
	const grounds = [kept, made].filter((sound) => sound !== null);
	return mixSounds({ seconds: order.seconds, voice, grounds });
}

async function decodeKept(order: RenderOrder): Promise<StereoSound | null> {
	const [source] = inputsOf(order, "source");
	if (order.settings.keepSound !== true || source === undefined) return null;
	return decodeAudio(source.path, { mostSeconds: order.seconds });
}

function makeGround(order: RenderOrder, hasKept: boolean): StereoSound | null {
	const { operation, settings, seconds, seed } = order;
	const words = settings.soundWords ?? (operation === "sound-effect" ? "" : null);
	if (words !== null) return createEffects(order, words);
	if (operation === "lip-sync" || hasKept) return null;
	return createAmbience(readScene(order), { seconds, seed });
}
