import { dollars, type Money } from "../../core/money.ts";

/** What a second of film costs, by the pixels of its picture: the first line that holds it. */
export const PRICES: readonly { readonly maxPixels: number; readonly perSecond: Money }[] = [
	{ maxPixels: 640 * 360, perSecond: dollars(0.01) },
	{ maxPixels: 960 * 540, perSecond: dollars(0.02) },
	{ maxPixels: 1280 * 720, perSecond: dollars(0.03) },
	{ maxPixels: 1920 * 1080, perSecond: dollars(0.06) },
	{ maxPixels: 2560 * 1440, perSecond: dollars(0.12) },
	{ maxPixels: Number.POSITIVE_INFINITY, perSecond: dollars(0.24) },
];

/** The price of a film, quoted when its order is accepted. */
export function priceOf(film: { width: number; height: number; seconds: number }): Money {
	const line = PRICES.find(({ maxPixels }) => film.width * film.height <= maxPixels);
	return film.seconds * line!.perSecond;
}
