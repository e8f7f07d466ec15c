import type { RenderOrder } from "../render-order.ts";
import { chooseFilter, type ChosenFilter, spokenFilter } from "../restyle/choose-filter.ts";
import { hashText } from "../scene/random.ts";
import { readScene } from "../scene/read-prompt.ts";
import type { HourName, Scene, Season, StyleName, Weather } from "../scene/scene.ts";
import { type Entry, readEntries } from "../scene/words/lexicon.ts";
import { matchTerms, strongest } from "../scene/words/match.ts";
import { hourWords, seasonWords, styleWords, weatherWords } from "../scene/words/moods.ts";
import { allHues, hueWords } from "../scene/words/motions.ts";
import { tokenize } from "../scene/words/tokens.ts";

/** What a prompt wants changed in a film; null where it does not say. */
export interface Change {
	readonly hour: HourName | null;
	readonly weather: Weather | null;
	readonly season: Season | null;
	/** In degrees. */
	readonly hue: number | null;
	readonly style: ChosenFilter | null;
	/** For what falls and drifts. */
	readonly scene: Scene;
}

const tables = [hourWords, weatherWords, seasonWords, styleWords, hueWords] as const;
const known = new Set(
	tables.flatMap((table: readonly Entry<unknown>[]) => table.flatMap((entry) => entry.chinese.split(" "))),
);

/** The change that an order's words name. One that names none gets a palette of its own, by its text. */
export function readChange(order: RenderOrder): Change {
	const tokens = tokenize(order.prompt, known);
	const read = <Meaning>(table: readonly Entry<Meaning>[]): Meaning | null =>
		strongest(matchTerms(tokens, readEntries(table)));
	const [hour, weather, season] = [read(hourWords), read(weatherWords), read(seasonWords)];
	const named = read<StyleName>(styleWords);
	const style = order.look.style !== null || named !== null ? chooseFilter(order) : spokenFilter(order);
	const hue = read(hueWords);
	const isSilent = hour === null && weather === null && season === null && style === null && hue === null;
	const freely = hashText(order.prompt.trim().toLowerCase(), 7) % 360;
	return {
		hour,
		weather,
		season,
		style,
		hue: isSilent ? freely : hue === allHues ? null : hue,
		scene: readScene(order),
	};
}
