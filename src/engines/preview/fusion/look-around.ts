import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../scene/colour.ts";
import type { Surroundings } from "./actor.ts";
import type { Standing } from "./arrange.ts";

/** Tells the colours about a place in a picture, and above it. */
export function lookAround(picture: Canvas): (place: Standing) => Omit<Surroundings, "shade"> {
	const { width, height } = picture;
	const small = createCanvas(64, 36);
	const context = small.getContext("2d", { alpha: false });
	context.imageSmoothingQuality = "medium";
	context.drawImage(picture, 0, 0, 64, 36);
	const mean = (box: { x: number; y: number; width: number; height: number }): Colour => meanOf(context, box);
	return (place) => {
		const left = Math.round(((place.x - place.width * 0.8) / width) * 64);
		const top = Math.round(((place.foot - place.height) / height) * 36);
		const across = Math.round(((place.width * 1.6) / width) * 64);
		const down = Math.round((place.height / height) * 36);
		return {
			around: mean({ x: left, y: top, width: across, height: down }),
			above: mean({ x: left, y: 0, width: across, height: Math.max(3, top) }),
		};
	};
}

function meanOf(context: SKRSContext2D, box: { x: number; y: number; width: number; height: number }): Colour {
	const left = Math.min(60, Math.max(0, box.x));
	const top = Math.min(33, Math.max(0, box.y));
	const width = Math.max(2, Math.min(64 - left, box.width));
	const height = Math.max(2, Math.min(36 - top, box.height));
	const { data } = context.getImageData(left, top, width, height);
	const sums = [0, 0, 0];
	data.forEach((value, index) => {
		if (index % 4 < 3) sums[index % 4] = (sums[index % 4] as number) + value;
	});
	const count = width * height;
	return [sums[0]! / count, sums[1]! / count, sums[2]! / count];
}
