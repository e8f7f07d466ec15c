import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import { noise1 } from "../scene/noise.ts";
import type { MouthCourse } from "./mouth-course.ts";

const bars = 5;
/** How much each bar stands for: the middle ones most. */
const heights = [0.5, 0.85, 1, 0.78, 0.45];

/**
 * Draws, in the lower left corner, a few small bars that move with what is heard: where no mouth is found, somebody still
 * speaks. They stand as far from the edges as the film's mark does on the other side.
 */
export function drawSoundBars(
	context: SKRSContext2D,
	{ width, height }: Size,
	at: { seconds: number; course: MouthCourse },
): void {
	const short = Math.min(width, height);
	const inset = Math.max(9, short * 0.026) * 0.95;
	const unit = Math.max(2, short * 0.0115);
	const pitch = unit * 1.8;
	const badge = { width: pitch * (bars - 1) + unit * 5.4, height: unit * 7.4 };
	const [left, top] = [inset, height - inset - badge.height];
	const middle = top + badge.height / 2;
	context.save();
	const glass = context.createLinearGradient(0, top, 0, top + badge.height);
	glass.addColorStop(0, "rgba(28, 32, 48, 0.46)");
	glass.addColorStop(1, "rgba(10, 12, 22, 0.58)");
	context.fillStyle = glass;
	context.strokeStyle = "rgba(255, 255, 255, 0.22)";
	context.lineWidth = Math.max(1, unit * 0.22);
	context.beginPath();
	context.roundRect(left, top, badge.width, badge.height, badge.height / 2);
	context.fill();
	context.stroke();
	const light = context.createLinearGradient(0, middle - unit * 2.6, 0, middle + unit * 2.6);
	light.addColorStop(0, "rgba(255, 255, 255, 0.97)");
	light.addColorStop(1, "rgba(196, 222, 255, 0.9)");
	context.fillStyle = light;
	for (let bar = 0; bar < bars; bar++) {
		// Each lags a little behind the one in the middle, so that a wave seems to run outwards.
		const { open } = at.course(at.seconds - 0.02 * Math.abs(bar - 2));
		const own = 0.65 + 0.7 * noise1(at.seconds * 7, bar * 31);
		const tall = Math.max(unit, Math.min(unit * 5, unit * 5 * open ** 0.6 * (heights[bar] as number) * own));
		context.beginPath();
		context.roundRect(left + unit * 2.2 + bar * pitch, middle - tall / 2, unit, tall, unit / 2);
		context.fill();
	}
	context.restore();
}
