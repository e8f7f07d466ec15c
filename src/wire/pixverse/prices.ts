import type { Model, Quality } from "./models.ts";

/** What the price of a text-to-video or image-to-video depends on; a pair that its model refuses has no price. */
export interface Quote {
	readonly model: Model;
	readonly quality: Quality;
	readonly seconds: number;
	readonly fast: boolean;
	readonly audio: boolean;
	readonly multiClip: boolean;
	readonly soundEffect: boolean;
	readonly lipSync: boolean;
}

type BySeconds = Readonly<Record<number, number>>;
type PerClip = Readonly<Record<Quality, BySeconds>>;
type PerSecond = Readonly<Record<Quality, number>>;

const CLASSIC: PerClip = {
	"360p": { 5: 45, 8: 90, 10: 99 },
	"540p": { 5: 45, 8: 90, 10: 99 },
	"720p": { 5: 60, 8: 120, 10: 132 },
	"1080p": { 5: 120, 8: 240 },
};
const V56_SILENT: PerClip = {
	"360p": { 5: 35, 8: 70, 10: 77 },
	"540p": { 5: 35, 8: 70, 10: 77 },
	"720p": { 5: 45, 8: 90, 10: 99 },
	"1080p": { 5: 75, 8: 150 },
};
/** As printed, though 540p and 720p at 5 s look exchanged. */
const V56_AUDIO: PerClip = {
	"360p": { 5: 80, 8: 115, 10: 122 },
	"540p": { 5: 90, 8: 115, 10: 122 },
	"720p": { 5: 80, 8: 135, 10: 144 },
	"1080p": { 5: 150, 8: 195 },
};
const V6_SILENT: PerSecond = { "360p": 5, "540p": 7, "720p": 9, "1080p": 18 };
const V6_AUDIO: PerSecond = { "360p": 7, "540p": 9, "720p": 12, "1080p": 23 };
const C1_SILENT: PerSecond = { "360p": 6, "540p": 8, "720p": 10, "1080p": 19 };
const C1_AUDIO: PerSecond = { "360p": 8, "540p": 10, "720p": 13, "1080p": 24 };

/** On top of v5.5's silent single clip. */
const V55_AUDIO = 10;
const V55_MULTI_CLIP = 30;
/** Sound made beside the picture by models that have none of their own; credits a second. */
const SOUND_EFFECT_PER_SECOND = 2;
const LIP_SYNC_PER_SECOND = 4;
/** Fast motion costs what twice the film would. */
const FAST_FACTOR = 2;

/** Credits. */
type Price = (quote: Quote) => number;

const classic: Price = (quote) => clip(CLASSIC, quote) * (quote.fast ? FAST_FACTOR : 1);

const PRICES: Readonly<Record<Model, Price>> = {
	"v3.5": classic,
	v4: classic,
	"v4.5": classic,
	v5: classic,
	"v5.5": (quote) => clip(CLASSIC, quote) + (quote.audio ? V55_AUDIO : 0) + (quote.multiClip ? V55_MULTI_CLIP : 0),
	"v5.6": (quote) => clip(quote.audio ? V56_AUDIO : V56_SILENT, quote),
	v6: (quote) => (quote.audio ? V6_AUDIO : V6_SILENT)[quote.quality] * quote.seconds,
	c1: (quote) => (quote.audio ? C1_AUDIO : C1_SILENT)[quote.quality] * quote.seconds,
};

/** What a text-to-video or image-to-video costs, in whole credits. Throws a RangeError for what no model offers. */
export function quoteCredits(quote: Quote): number {
	const inline = (quote.soundEffect ? SOUND_EFFECT_PER_SECOND : 0) + (quote.lipSync ? LIP_SYNC_PER_SECOND : 0);
	return PRICES[quote.model](quote) + inline * quote.seconds;
}

function clip(table: PerClip, { quality, seconds }: Quote): number {
	const price = table[quality][seconds];
	if (price === undefined) throw new RangeError(`no price for ${seconds} s at ${quality}`);
	return price;
}
