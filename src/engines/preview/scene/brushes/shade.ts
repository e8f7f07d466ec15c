import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css } from "../colour.ts";

/** Fills the current path with an upright gradient between rows. */
export function fillDown(
	context: SKRSContext2D,
	span: { top: number; bottom: number },
	stops: readonly (readonly [at: number, colour: Colour, alpha?: number])[],
): void {
	context.fillStyle = downward(context, span, stops);
	context.fill();
}

export function downward(
	context: SKRSContext2D,
	span: { top: number; bottom: number },
	stops: readonly (readonly [at: number, colour: Colour, alpha?: number])[],
): ReturnType<SKRSContext2D["createLinearGradient"]> {
	const gradient = context.createLinearGradient(0, span.top, 0, span.bottom);
	for (const [at, colour, alpha] of stops) gradient.addColorStop(at, css(colour, alpha ?? 1));
	return gradient;
}
