import { dollars, type Money } from "../../core/money.ts";
import { isStill, type Operation, type Order } from "../../core/order.ts";
import { wholeSeconds } from "./order.ts";

/** What a second of film costs, by the pixels of its picture: the first line that holds it. */
export const PRICES: readonly { readonly maxPixels: number; readonly perSecond: Money }[] = [
	{ maxPixels: 640 * 360, perSecond: dollars(0.01) },
	{ maxPixels: 960 * 540, perSecond: dollars(0.02) },
	{ maxPixels: 1280 * 720, perSecond: dollars(0.03) },
	{ maxPixels: 1920 * 1080, perSecond: dollars(0.06) },
	{ maxPixels: 2560 * 1440, perSecond: dollars(0.12) },
	{ maxPixels: Number.POSITIVE_INFINITY, perSecond: dollars(0.24) },
];

/** By how much of that each operation is billed. A still picture costs what a second does. */
export const SHARES: Readonly<Record<Operation, number>> = {
	"text-to-video": 1,
	"image-to-video": 1,
	"first-last-frame": 1,
	"multi-frame": 1,
	"reference-to-video": 1.5,
	template: 1,
	extend: 1,
	modify: 1.5,
	restyle: 1,
	swap: 1.5,
	"sound-effect": 0.25,
	"lip-sync": 0.5,
	"motion-control": 1.5,
	upscale: 0.5,
	"text-to-image": 1,
	"image-template": 1,
};

/** The price of an order, quoted when it is accepted. Of an extended film only what is added is billed. */
export function priceOf(order: Pick<Order, "operation" | "width" | "height" | "seconds" | "inputs">): Money {
	const line = PRICES.find(({ maxPixels }) => order.width * order.height <= maxPixels);
	return Math.round(billedSeconds(order) * line!.perSecond * SHARES[order.operation]);
}

function billedSeconds({ operation, seconds, inputs }: Pick<Order, "operation" | "seconds" | "inputs">): number {
	if (isStill(operation)) return 1;
	const source = operation === "extend" ? inputs.find(({ role }) => role === "source") : undefined;
	return source === undefined ? seconds : seconds - wholeSeconds(source);
}
