import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css } from "../colour.ts";

/** A soft round light that is brightest in its middle, to be drawn at any size. */
export function createGlow(colour: Colour, options: { size?: number; core?: number; alpha?: number } = {}): Canvas {
	const size = options.size ?? 64;
	const canvas = createCanvas(size, size);
	const context = canvas.getContext("2d");
	fillGlow(context, {
		x: size / 2,
		y: size / 2,
		radius: size / 2,
		colour,
		alpha: options.alpha ?? 1,
		core: options.core ?? 0,
	});
	return canvas;
}

export interface GlowOptions {
	readonly x: number;
	readonly y: number;
	readonly radius: number;
	readonly colour: Colour;
	readonly alpha: number;
	/** The share of the radius that is at full strength. */
	readonly core?: number;
	/** Height over width; 1 is round. */
	readonly squash?: number;
}

/** Paints a soft round light straight onto a context, falling off as light does. */
export function fillGlow(context: SKRSContext2D, options: GlowOptions): void {
	const { x, y, radius, colour, alpha } = options;
	const core = options.core ?? 0;
	context.save();
	context.translate(x, y);
	context.scale(1, options.squash ?? 1);
	const gradient = context.createRadialGradient(0, 0, 0, 0, 0, radius);
	for (let step = 0; step <= 8; step++) {
		const reach = step / 8;
		const fade = (1 - reach) ** 2.2;
		gradient.addColorStop(core + (1 - core) * reach, css(colour, alpha * fade));
	}
	if (core > 0) gradient.addColorStop(0, css(colour, alpha));
	context.fillStyle = gradient;
	context.fillRect(-radius, -radius, radius * 2, radius * 2);
	context.restore();
}
