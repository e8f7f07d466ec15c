import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import { noise1 } from "../scene/noise.ts";
import type { MouthCourse } from "./mouth-course.ts";

const bars = 5;
/** How much each bar stands for: the middle ones most. */
const heights = [0.5, 0.85, 1, 0.78, 0.45];

/** Draws, in the lower left corner, a few small bars that move with what is heard: where no mouth is found, somebody still speaks. */
export function drawSoundBars(
	context: SKRSContext2D,
	{ width, height }: Size,
	at: { seconds: number; course: MouthCourse },
): void {
	const unit = Math.max(2, Math.min(width, height) * 0.0075);
	const tallest = unit * 5;
	const left = unit * 4.4;
	const middle = height - unit * 5.6;
	context.save();
	context.fillStyle = "rgba(0, 0, 0, 0.3)";
	context.beginPath();
	context.roundRect(left - unit * 1.9, middle - unit * 3.5, unit * (bars * 1.75 - 0.75 + 3.8), unit * 7, unit * 3.5);
	context.fill();
	context.fillStyle = "rgba(255, 255, 255, 0.86)";
	for (let bar = 0; bar < bars; bar++) {
		// Each lags a little behind the one in the middle, so that a wave seems to run outwards.
		const { open } = at.course(at.seconds - 0.02 * Math.abs(bar - 2));
		const own = 0.65 + 0.7 * noise1(at.seconds * 7, bar * 31);
		const tall = Math.max(unit, Math.min(tallest, tallest * open ** 0.6 * (heights[bar] as number) * own));
		context.beginPath();
		context.roundRect(left + bar * unit * 1.75, middle - tall / 2, unit, tall, unit / 2);
		context.fill();
	}
	context.restore();
}
