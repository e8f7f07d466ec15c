import type { RenderOrder } from "../render-order.ts";
import { clamp } from "./noise.ts";
import { createRandom, hashText, pick } from "./random.ts";
import type {
	CameraMove,
	HourName,
	PlaceName,
	Scene,
	SceneCamera,
	SceneHour,
	StyleName,
	Subject,
	Weather,
} from "./scene.ts";
import { styleNames } from "./scene.ts";
import type { Entry, Term } from "./words/lexicon.ts";
import { readEntries } from "./words/lexicon.ts";
import { matchTerms, strongest } from "./words/match.ts";
import { hourWords, seasonWords, styleWords, weatherWords } from "./words/moods.ts";
import { allHues, cameraWords, hueWords, paceWords, timelapseWords } from "./words/motions.ts";
import { placeWords } from "./words/places.ts";
import { subjectWords } from "./words/subjects.ts";
import type { Token } from "./words/tokens.ts";
import { tokenize } from "./words/tokens.ts";

const tables = {
	place: readEntries(placeWords),
	hour: readEntries(hourWords),
	weather: readEntries(weatherWords),
	season: readEntries(seasonWords),
	style: readEntries(styleWords),
	camera: readEntries(cameraWords),
	pace: readEntries(paceWords),
	timelapse: readEntries(timelapseWords),
	hue: readEntries(hueWords),
	subject: readEntries(subjectWords),
};
const known = new Set(
	[
		placeWords,
		hourWords,
		weatherWords,
		seasonWords,
		styleWords,
		cameraWords,
		paceWords,
		timelapseWords,
		hueWords,
		subjectWords,
	].flatMap((table: readonly Entry<unknown>[]) => table.flatMap((entry) => entry.chinese.split(" "))),
);

/**
 * What an order's words ask to see. English and the commonest Chinese words are understood, by whole words; a word
 * after "no", "without" and the like does not count, and what the negative prompt names is left out. A prompt that
 * names no place becomes `flow`, whose seed is its text.
 */
export function readScene(order: RenderOrder): Scene {
	const tokens = tokenize(order.prompt, known);
	const banned = tokenize(order.negativePrompt ?? "", known);
	const read = <Meaning>(terms: readonly Term<Meaning>[]): Map<Meaning, number> => {
		const scores = matchTerms(tokens, terms);
		for (const meaning of matchTerms(banned, terms).keys()) scores.delete(meaning);
		return scores;
	};
	const seed = hashText(order.prompt.trim().toLowerCase(), order.seed);
	const named = read(tables.subject);
	const place = strongest(read(tables.place)) ?? homeOf(named.keys());
	const weather = strongest(read(tables.weather)) ?? "clear";
	const season = strongest(read(tables.season)) ?? (weather === "snow" ? "winter" : "summer");
	const hour = strongest(read(tables.hour)) ?? defaultHour(place, { weather, seed });
	const pace = [...read(tables.pace)].reduce((sum, [exponent, score]) => sum + Math.sign(exponent) * score, 0);
	return {
		place,
		hour: { name: hour, ...clockOf(hour, { tokens, timelapse: read(tables.timelapse).size > 0 }) },
		weather,
		season,
		style: readStyle(order.look.style) ?? strongest(read(tables.style)) ?? "natural",
		camera: readCamera(order, strongest(read(tables.camera))),
		pace: clamp(2 ** clamp(pace / 4, -1, 0.9), 0.4, 2),
		subjects: [...named.keys()],
		hues: [...read(tables.hue).keys()].flatMap((hue) => (hue === allHues ? [0, 28, 48, 140, 190, 225, 285] : [hue])),
		seed,
	};
}

/** Where a prompt plays that names figures and no place. */
function homeOf(subjects: Iterable<Subject>): PlaceName {
	const homes: Partial<Record<Subject, PlaceName>> = {
		birds: "countryside",
		balloon: "countryside",
		rainbow: "countryside",
		dog: "countryside",
		person: "countryside",
		stars: "mountains",
		dragon: "mountains",
		moon: "sea",
		couple: "sea",
		lanterns: "sea",
		cat: "indoors",
		fireworks: "city",
		cars: "city",
		fire: "forest",
		leaves: "forest",
		petals: "countryside",
	};
	for (const subject of subjects) {
		const home = homes[subject];
		if (home !== undefined) return home;
	}
	return "flow";
}

function defaultHour(place: Scene["place"], options: { weather: Weather; seed: number }): HourName {
	if (place === "street" || place === "space") return "night";
	if (place === "indoors") return "dusk";
	if (options.weather !== "clear") return "day";
	return pick(createRandom(options.seed), ["day", "day", "sunset", "dawn"] as const);
}

/** A sunrise or sunset moves on its own; any hour runs when the prompt asks for a timelapse. */
function clockOf(
	hour: HourName,
	options: { tokens: readonly Token[]; timelapse: boolean },
): Pick<SceneHour, "from" | "to"> {
	if (options.timelapse) {
		const spans = {
			dawn: [4.9, 8.2],
			day: [9, 17.6],
			sunset: [17.5, 21.2],
			dusk: [18.9, 21.6],
			night: [22, 28.6],
		} as const;
		const [from, to] = spans[hour];
		return { from, to };
	}
	if (hour === "dawn" && options.tokens.some((token) => !token.negated && /^(sunrise|日出)$/u.test(token.text))) {
		return { from: 5.5, to: 7 };
	}
	if (hour === "sunset") return { from: 18.1, to: 19 };
	const clock = { dawn: 6.25, day: 11.6, dusk: 19.9, night: 23 }[hour];
	return { from: clock, to: clock };
}

function readStyle(word: string | null): StyleName | null {
	if (word === null) return null;
	const plain = word.toLowerCase().replaceAll("-", "_");
	if (plain === "3d_animation") return "3d";
	return styleNames.find((name) => name === plain) ?? null;
}

/** A wire's camera word wins over the prompt's; a word that neither knows leaves the gentle drift. */
function readCamera(order: RenderOrder, prompted: CameraMove | null): SceneCamera {
	const word = order.look.camera?.toLowerCase() ?? null;
	const wired =
		word === null || word === "default" || word === "auto_camera"
			? null
			: strongest(matchTerms(tokenize(word, known), tables.camera));
	const move = wired ?? prompted ?? "drift";
	const movement = { small: 0.55, medium: 1, large: 1.7 }[order.look.movement ?? "medium"];
	const emphasis =
		word?.startsWith("quickly") || word?.startsWith("super") ? 1.6 : word?.startsWith("smooth") ? 0.8 : 1;
	return { move, reach: movement * emphasis };
}
