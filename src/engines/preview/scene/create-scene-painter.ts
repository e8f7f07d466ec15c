import { createCanvas } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createFinish } from "./finish.ts";
import { drawMark } from "./mark.ts";
import { createPlace } from "./places/place.ts";
import type { Scene } from "./scene.ts";
import { createFrame, createStage } from "./stage.ts";

/** Pixels on the longer and on the shorter side beyond which films are scaled up, not painted. */
const longest = 1920;
const shortest = 1080;
/** One square of the pixel style, in pixels of a frame whose shorter side has 720. */
const square = 5;

/** Paints the scene that was read from an order, at the film's size or as near as 1920x1080 in its orientation allows. */
export function createScenePainter(order: RenderOrder, scene: Scene): Painter {
	const size = paintedSize(order.width, order.height);
	const mark = order.mark ? drawMark : () => {};
	if (scene.style === "pixel") return createPixelPainter(order, scene, { ...size, mark });
	const stage = createStage(order, { scene, ...size });
	const place = createPlace(stage);
	const finish = createFinish(stage);
	return {
		...size,
		paint(context, atSeconds) {
			context.save();
			place.paint(context, createFrame(stage, atSeconds));
			finish(context);
			mark(context, size.width, size.height);
			context.restore();
		},
	};
}

/** Paints small, and enlarges without smoothing. */
function createPixelPainter(
	order: RenderOrder,
	scene: Scene,
	options: { width: number; height: number; mark: typeof drawMark },
): Painter {
	const { width, height, mark } = options;
	const step = Math.max(2, Math.round((square * Math.min(width, height)) / 720));
	const small = createCanvas(Math.ceil(width / step), Math.ceil(height / step));
	const inner = small.getContext("2d");
	const stage = createStage(order, { scene, width: small.width, height: small.height });
	const place = createPlace(stage);
	return {
		width,
		height,
		paint(context, atSeconds) {
			inner.save();
			place.paint(inner, createFrame(stage, atSeconds));
			inner.restore();
			context.save();
			context.imageSmoothingEnabled = false;
			context.drawImage(small, 0, 0, small.width * step, small.height * step);
			context.restore();
			mark(context, width, height);
		},
	};
}

/** The largest even size of the film's shape within 1920x1080 or 1080x1920, never above the film's own. */
export function paintedSize(width: number, height: number): { width: number; height: number } {
	const shrink = Math.min(1, longest / Math.max(width, height), shortest / Math.min(width, height));
	if (shrink === 1) return { width, height };
	const even = (value: number): number => Math.max(2, Math.round((value * shrink) / 2) * 2);
	return { width: even(width), height: even(height) };
}
