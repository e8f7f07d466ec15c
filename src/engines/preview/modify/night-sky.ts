import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Pixels } from "../picture/pixels.ts";
import { ramp } from "../scene/noise.ts";
import { between, createRandom } from "../scene/random.ts";
import type { Change } from "./read-change.ts";

/** Stars, wherever the film shows open sky: where its upper part is smooth and bright. */
export interface NightSky {
	/** Sees where the sky is, in a frame as it was by day. */
	look(frame: Pixels): void;
	paint(context: SKRSContext2D, atSeconds: number): void;
}

/** Null for any hour but night. */
export function createNightSky(
	{ hour, weather }: Pick<Change, "hour" | "weather">,
	room: { readonly width: number; readonly height: number; readonly seed: number },
): NightSky | null {
	if (hour !== "night" || (weather !== null && weather !== "clear")) return null;
	const { width, height } = room;
	const unit = Math.min(width, height) / 720;
	const random = createRandom(room.seed);
	const stars = Array.from({ length: 150 }, () => ({
		x: random(),
		y: random() ** 1.4 * 0.6,
		size: between(random, 0.6, 1.9) * unit,
		light: between(random, 0.35, 1),
		phase: between(random, 0, 7),
		seen: 0,
	}));
	const reach = Math.max(2, Math.round(5 * unit));
	return {
		look(frame) {
			for (const star of stars)
				star.seen = openness(frame, { x: Math.floor(star.x * width), y: Math.floor(star.y * height), reach });
		},
		paint(context, atSeconds) {
			context.save();
			context.fillStyle = "rgb(236,242,255)";
			for (const { x, y, size, light, phase, seen } of stars) {
				context.globalAlpha = seen * light * (0.75 + 0.25 * Math.sin(phase + atSeconds * 2.1));
				context.beginPath();
				context.arc(x * width, y * height, size, 0, 7);
				context.fill();
			}
			context.restore();
		},
	};
}

/** 1 for a smooth, bluish or bright place, 0 for anything that stands before the sky. */
function openness({ width, height, values }: Pixels, { x, y, reach }: { x: number; y: number; reach: number }): number {
	const at = (column: number, row: number): number =>
		values[Math.min(height - 1, Math.max(0, row)) * width + Math.min(width - 1, Math.max(0, column))] as number;
	const here = at(x, y);
	const green = (pixel: number): number => (pixel >> 8) & 255;
	const rough = Math.max(
		Math.abs(green(at(x - reach, y)) - green(at(x + reach, y))),
		Math.abs(green(at(x, y - reach)) - green(at(x, y + reach))),
	);
	const [red, blue] = [here & 255, (here >> 16) & 255];
	return ramp(blue - 0.9 * red, 0, 30) * ramp(blue, 70, 130) * (1 - ramp(rough, 6, 20));
}
