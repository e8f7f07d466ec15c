import type { Canvas, SKRSContext2D } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import { ramp } from "../scene/noise.ts";
import type { Random } from "../scene/random.ts";

/** What an effect is made of. */
export interface EffectOptions extends Size {
	/** The order's pictures, cut to the frame; one or more. */
	readonly pictures: readonly Canvas[];
	/** 1 where the shorter side has 720 pixels. */
	readonly unit: number;
	readonly seconds: number;
	readonly random: Random;
	readonly seed: number;
}

/** Paints a whole frame, opaque. */
export type EffectPainting = (context: SKRSContext2D, atSeconds: number) => void;

/** Prepares an effect once for a film. */
export type Effect = (options: EffectOptions) => EffectPainting;

/** Draws the pictures over the whole frame, one after the other, each coming a little nearer. */
export function createSlides({ pictures, width, height, seconds }: EffectOptions): EffectPainting {
	const each = seconds / pictures.length;
	const draw = (context: SKRSContext2D, index: number, atSeconds: number): void => {
		const picture = pictures[index] as Canvas;
		const zoom = 1 + 0.07 * Math.max(0, (atSeconds - index * each) / each);
		context.drawImage(picture, (width * (1 - zoom)) / 2, (height * (1 - zoom)) / 2, width * zoom, height * zoom);
	};
	return (context, atSeconds) => {
		const index = Math.min(pictures.length - 1, Math.floor(atSeconds / each));
		context.imageSmoothingQuality = "low";
		draw(context, index, atSeconds);
		const next = ramp(atSeconds - (index + 1) * each, -0.5, 0);
		if (index + 1 >= pictures.length || next === 0) return;
		context.globalAlpha = next;
		draw(context, index + 1, atSeconds);
		context.globalAlpha = 1;
	};
}

/** Lays one colour over the frame. */
export function wash(context: SKRSContext2D, style: string, mode: SKRSContext2D["globalCompositeOperation"]): void {
	context.globalCompositeOperation = mode;
	context.fillStyle = style;
	context.fillRect(0, 0, context.canvas.width, context.canvas.height);
	context.globalCompositeOperation = "source-over";
}
