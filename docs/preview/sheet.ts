import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { Painter } from "../../src/engines/preview/painter.ts";
import type { RenderOrder } from "../../src/engines/preview/render-order.ts";

const columns = 3;
const rows = 2;
const cell = { width: 426, height: 240 };
const gap = 4;
const byteLimit = 120_000;

/** A painter's frame, ready to be drawn small. */
export type Cell = () => Canvas;

/** Six frames, evenly through a film. */
export function filmCells(painter: Painter, { seconds, fps }: RenderOrder): Cell[] {
	const count = columns * rows;
	const last = seconds - 1 / fps;
	return Array.from({ length: count }, (_, index) => frameCell(painter, (index / (count - 1)) * last));
}

export function frameCell(painter: Painter, atSeconds: number): Cell {
	return () => {
		const frame = createCanvas(painter.width, painter.height);
		painter.paint(frame.getContext("2d", { alpha: false }), atSeconds);
		return frame;
	};
}

export function paintSheet(cells: readonly Cell[]): Canvas {
	const sheet = createCanvas(columns * (cell.width + gap) - gap, rows * (cell.height + gap) - gap);
	const context = sheet.getContext("2d");
	context.fillStyle = "#101014";
	context.fillRect(0, 0, sheet.width, sheet.height);
	context.imageSmoothingQuality = "high";
	cells.forEach((paint, index) => {
		const x = (index % columns) * (cell.width + gap);
		const y = Math.floor(index / columns) * (cell.height + gap);
		context.drawImage(paint(), x, y, cell.width, cell.height);
	});
	return sheet;
}

/** The best JPEG that stays below the limit. */
export function encodeSheet(sheet: Canvas): Buffer {
	for (let quality = 88; quality > 50; quality -= 4) {
		const bytes = sheet.toBuffer("image/jpeg", quality);
		if (bytes.length < byteLimit) return bytes;
	}
	throw new Error(`A sheet does not fit into ${byteLimit} bytes.`);
}
