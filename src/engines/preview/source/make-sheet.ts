import { createCanvas } from "@napi-rs/canvas";
import type { MadePicture, SheetWish } from "../../../core/ports/picture-maker.ts";
import { encodeCanvas } from "../render/encode-picture.ts";
import { frameCanvas } from "./frame-canvas.ts";
import { openSource } from "./open-source.ts";

/** Frames from all over a film, each from the middle of its share of the time, row by row, as a JPEG. */
export async function makeSheet({
	path,
	columns,
	rows,
	width,
}: SheetWish & { readonly path: string }): Promise<MadePicture> {
	const source = await openSource(path);
	try {
		const cellWidth = Math.max(1, Math.floor(width / columns));
		const cellHeight = Math.max(1, Math.round((cellWidth * source.height) / source.width));
		const sheet = createCanvas(cellWidth * columns, cellHeight * rows);
		const context = sheet.getContext("2d", { alpha: false });
		context.imageSmoothingQuality = "medium";
		const count = columns * rows;
		for (let index = 0; index < count; index++) {
			const frame = source.frameAt(((index + 0.5) / count) * source.seconds);
			const [left, top] = [(index % columns) * cellWidth, Math.floor(index / columns) * cellHeight];
			context.drawImage(frameCanvas(source, frame), left, top, cellWidth, cellHeight);
		}
		return await encodeCanvas(sheet, "image/jpeg");
	} finally {
		source.close();
	}
}
