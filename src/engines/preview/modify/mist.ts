import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { createPixels } from "../scene/brushes/pixels.ts";
import type { Colour } from "../scene/colour.ts";
import { fractal2, ramp } from "../scene/noise.ts";
import type { Change } from "./read-change.ts";

const amounts: Partial<Record<NonNullable<Change["weather"]>, number>> = {
	fog: 0.52,
	snow: 0.12,
	rain: 0.18,
	storm: 0.24,
};

/** Drifts of mist that lie thickest in the lower half; null where the weather brings none. */
export function createMist(
	{ weather, hour }: Pick<Change, "weather" | "hour">,
	room: { readonly width: number; readonly height: number; readonly seed: number },
): ((context: SKRSContext2D, atSeconds: number) => void) | null {
	const amount = weather === null ? undefined : amounts[weather];
	if (amount === undefined) return null;
	const { width, height } = room;
	const colour: Colour = hour === "night" ? [92, 112, 156] : [226, 230, 236];
	const sheets = [0, 1].map((index) => paintDrift({ width, height, seed: room.seed + index, colour }));
	return (context, atSeconds) => {
		context.save();
		context.globalAlpha = amount;
		for (const [index, sheet] of sheets.entries()) {
			const way = ((0.012 + 0.014 * index) * width * atSeconds) % sheet.width;
			for (const left of [-way, sheet.width - way]) context.drawImage(sheet, left, 0);
		}
		context.restore();
	};
}

interface Drift {
	readonly width: number;
	readonly height: number;
	readonly seed: number;
	readonly colour: Colour;
}

/** Twice as wide as the frame, and joined to itself at its ends. */
function paintDrift({ width, height, seed, colour }: Drift): Canvas {
	const [columns, rows] = [128, 36];
	const small = createPixels(columns, rows, (x, y, write) => {
		const fold = (place: number) => fractal2(place / 9, y / 5, { seed, octaves: 3 });
		const join = ramp(x, columns * 0.75, columns);
		const thick = fold(x) * (1 - join) + fold(x - columns) * join;
		write(colour, 255 * ramp(thick, 0.34, 0.8) * (0.35 + 0.65 * ramp(y / rows, 0.15, 0.75)));
	});
	const sheet = createCanvas(width * 2, height);
	const context = sheet.getContext("2d");
	context.imageSmoothingQuality = "high";
	context.drawImage(small, 0, 0, sheet.width, sheet.height);
	return sheet;
}
