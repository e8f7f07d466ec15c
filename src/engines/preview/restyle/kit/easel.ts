import { type Canvas, createCanvas, ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import type { Pixels } from "../../picture/pixels.ts";
import type { FilterRoom } from "../filter.ts";

/** Brings small frames onto the canvas, and light that shines beyond its own edges. */
export interface Easel {
	/** Draws a frame over the whole canvas. */
	show(context: SKRSContext2D, frame: Pixels): void;
	/** Draws the last frame over the canvas again, each of its pixels a square. */
	squares(context: SKRSContext2D): void;
	/** Adds the last frame that was shown once more, blurred: bright parts glow. */
	glow(
		context: SKRSContext2D,
		options: { mode: SKRSContext2D["globalCompositeOperation"]; alpha: number; radius: number },
	): void;
}

type EaselRoom = Pick<FilterRoom, "width" | "height" | "paintedWidth" | "paintedHeight">;

export function createEasel(room: EaselRoom): Easel {
	const image = new ImageData(room.width, room.height);
	const shown = new Int32Array(image.data.buffer, image.data.byteOffset, room.width * room.height);
	const small = createCanvas(room.width, room.height);
	const smallContext = small.getContext("2d", { alpha: false });
	const tiny = createCanvas(Math.max(1, room.width >> 3), Math.max(1, room.height >> 3));
	const tinyContext = tiny.getContext("2d", { alpha: false });
	return {
		show(context, frame) {
			shown.set(frame.values);
			smallContext.putImageData(image, 0, 0);
			cover(context, small, room);
		},
		squares(context) {
			context.save();
			context.imageSmoothingEnabled = false;
			context.drawImage(small, 0, 0, room.paintedWidth, room.paintedHeight);
			context.restore();
		},
		glow(context, { mode, alpha, radius }) {
			tinyContext.imageSmoothingQuality = "low";
			// Below the blur, so that it ends in the picture's own border and not in that of the frame before.
			tinyContext.filter = "none";
			tinyContext.drawImage(small, 0, 0, tiny.width, tiny.height);
			tinyContext.filter = `blur(${(radius / 8).toFixed(2)}px)`;
			tinyContext.drawImage(small, 0, 0, tiny.width, tiny.height);
			context.save();
			context.globalCompositeOperation = mode;
			context.globalAlpha = alpha;
			cover(context, tiny, room);
			context.restore();
		},
	};
}

function cover(context: SKRSContext2D, canvas: Canvas, room: EaselRoom): void {
	context.imageSmoothingQuality = "low";
	context.drawImage(canvas, 0, 0, room.paintedWidth, room.paintedHeight);
}

/** A sheet as large as the canvas, painted once, for what lies over every frame. */
export function createSheet(room: FilterRoom, paint: (context: SKRSContext2D, canvas: Canvas) => void): Canvas {
	const sheet = createCanvas(room.paintedWidth, room.paintedHeight);
	paint(sheet.getContext("2d"), sheet);
	return sheet;
}

export function layOver(
	context: SKRSContext2D,
	sheet: Canvas,
	options: { mode?: SKRSContext2D["globalCompositeOperation"]; alpha?: number } = {},
): void {
	context.save();
	context.globalCompositeOperation = options.mode ?? "source-over";
	context.globalAlpha = options.alpha ?? 1;
	context.drawImage(sheet, 0, 0);
	context.restore();
}
