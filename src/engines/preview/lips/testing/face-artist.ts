import type { Painter } from "../../painter.ts";
import type { RenderOrder } from "../../render-order.ts";
import { drawFace } from "./draw-face.ts";

// Draws the film that lip sync is tested on: a face that goes slowly to the right before a wall of stripes.

/** Where the face's middle is, in shares of the picture. */
export function faceAt(atSeconds: number): { readonly x: number; readonly y: number } {
	return { x: 0.4 + 0.06 * atSeconds, y: 0.44 };
}

export async function createPainter({ width, height }: RenderOrder): Promise<Painter> {
	return {
		width,
		height,
		paint(context, atSeconds) {
			for (let stripe = 0; stripe < 8; stripe++) {
				context.fillStyle = stripe % 2 === 0 ? "rgb(96, 118, 138)" : "rgb(120, 142, 150)";
				context.fillRect((stripe * width) / 8, 0, width / 8 + 1, height);
			}
			const { x, y } = faceAt(atSeconds);
			const colours = { skin: "rgb(228, 186, 156)", hair: "rgb(62, 40, 26)", lips: "rgb(188, 92, 88)" };
			drawFace(context, { x: x * width, y: y * height, width: 0.42 * height, ...colours });
		},
	};
}
