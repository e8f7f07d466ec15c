/** What a second of film costs, micro-dollars, by the pixels of its picture: the first line that holds it. */
export type PriceLines = readonly { readonly maxPixels: number; readonly perSecond: number }[];

const STANDARD: PriceLines = [{ maxPixels: Number.POSITIVE_INFINITY, perSecond: 100_000 }];
const PRO: PriceLines = [
	{ maxPixels: 720 * 1280, perSecond: 300_000 },
	{ maxPixels: 1024 * 1792, perSecond: 500_000 },
	{ maxPixels: Number.POSITIVE_INFINITY, perSecond: 700_000 },
];

/** The vendor's price list; a model that is not its own costs what `sora-2` does. */
export function pricesOf(model: string): PriceLines {
	return /^sora-2-pro(-|$)/.test(model) ? PRO : STANDARD;
}

/** Micro-dollars for `seconds` of new film. */
export function quote(film: { model: string; width: number; height: number; seconds: number }): number {
	const { model, width, height, seconds } = film;
	const line = pricesOf(model).find(({ maxPixels }) => width * height <= maxPixels);
	return seconds * line!.perSecond;
}
