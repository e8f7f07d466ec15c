import { createCanvas } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import { encodeCover, type FilmSize } from "./frame-reader.ts";
import type { EncodedGroup } from "./messages.ts";

/**
 * Paints the one frame of a still picture and encodes it as PNG: a picture is often the first frame of what is ordered
 * next, and should come through without loss.
 */
export async function drawStill(painter: Painter, size: FilmSize): Promise<EncodedGroup> {
	const canvas = createCanvas(painter.width, painter.height);
	painter.paint(canvas.getContext("2d", { alpha: false }), 0);
	const cover = await encodeCover(canvas, size);
	if (painter.width === size.width && painter.height === size.height)
		return { index: 0, bytes: new Uint8Array(await canvas.encode("png")), cover };
	const scaled = createCanvas(size.width, size.height);
	const context = scaled.getContext("2d", { alpha: false });
	context.imageSmoothingQuality = "high";
	context.drawImage(canvas, 0, 0, size.width, size.height);
	return { index: 0, bytes: new Uint8Array(await scaled.encode("png")), cover };
}
