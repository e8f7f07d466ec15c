import { createCanvas } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import { paintedSize } from "../painted-size.ts";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createFinish } from "./finish.ts";
import { drawMark } from "./mark.ts";
import { createPlace } from "./places/place.ts";
import type { Scene } from "./scene.ts";
import { createFrame, createStage } from "./stage.ts";

/** One square of the pixel style, in pixels of a frame whose shorter side has 720. */
const square = 5;

/**
 * Paints the scene that was read from an order, unless told otherwise at the film's size or as near as 1920x1080 in its
 * orientation allows.
 */
export function createScenePainter(order: RenderOrder, scene: Scene, size: Size = paintedSize(order)): Painter {
	const mark = order.mark ? drawMark : () => {};
	if (scene.style === "pixel") return createPixelPainter(order, scene, { ...size, mark });
	const stage = createStage(order, { scene, ...size });
	const place = createPlace(stage);
	const finish = createFinish(stage);
	return {
		width: size.width,
		height: size.height,
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
