import { createCanvas } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import { plainOrder, type RenderOrder } from "../render-order.ts";
import { createScenePainter } from "./create-scene-painter.ts";
import { luminance } from "./colour.ts";
import { readScene } from "./read-prompt.ts";

/** An order for a small, silent film; for tests and for the contact sheets. */
export function orderOf(prompt: string, changes: Partial<RenderOrder> = {}): RenderOrder {
	return plainOrder({ prompt, width: 320, height: 180, ...changes });
}

export function painterOf(order: RenderOrder): Painter {
	return createScenePainter(order, readScene(order));
}

/** The bytes of one frame, painted over `ground` so that what a painter leaves bare can be seen. */
export function frameOf(painter: Painter, atSeconds: number, ground = "#000000"): Uint8ClampedArray {
	const context = createCanvas(painter.width, painter.height).getContext("2d");
	context.fillStyle = ground;
	context.fillRect(0, 0, painter.width, painter.height);
	painter.paint(context, atSeconds);
	return context.getImageData(0, 0, painter.width, painter.height).data;
}

/** The mean luminance of the rows from `top` to `bottom`, 0 to 255. */
export function meanLuminance(frame: Uint8ClampedArray, rows: { width: number; top: number; bottom: number }): number {
	let sum = 0;
	for (let index = rows.top * rows.width * 4; index < rows.bottom * rows.width * 4; index += 4) {
		sum += luminance([frame[index] as number, frame[index + 1] as number, frame[index + 2] as number]);
	}
	return sum / ((rows.bottom - rows.top) * rows.width);
}

/** The mean difference of two frames' channels, 0 to 255. */
export function meanDifference(one: Uint8ClampedArray, other: Uint8ClampedArray): number {
	let sum = 0;
	for (let index = 0; index < one.length; index++) sum += Math.abs((one[index] as number) - (other[index] as number));
	return sum / one.length;
}
