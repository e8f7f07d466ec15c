import type { Painter } from "../painter.ts";
import type { Sound } from "../render/artist.ts";
import type { RenderOrder } from "../render-order.ts";
import { noise2 } from "../scene/noise.ts";

// Draws the films that the tests of this folder work on: a disc that crosses a ground of smooth blots.

/** Where the disc's middle is at an instant, in shares of the picture. */
export function discAt(atSeconds: number): { readonly x: number; readonly y: number } {
	return { x: 0.2 + 0.25 * atSeconds, y: 0.5 };
}

export async function createPainter({ width, height, seed }: RenderOrder): Promise<Painter> {
	return {
		width,
		height,
		paint(context, atSeconds) {
			const ground = context.createImageData(width, height);
			for (let index = 0; index < width * height; index++) {
				const x = (index % width) / height;
				const light = noise2(x * 9, Math.floor(index / width) / 12, seed);
				ground.data.set([40 + 60 * light, 70 + 70 * light, 110 + 80 * light, 255], index * 4);
			}
			context.putImageData(ground, 0, 0);
			const { x, y } = discAt(atSeconds);
			context.fillStyle = "rgb(240, 190, 60)";
			context.beginPath();
			context.arc(x * width, y * height, height * 0.16, 0, 7);
			context.fill();
			context.fillStyle = "rgb(150, 40, 40)";
			context.fillRect(x * width - height * 0.06, y * height - height * 0.06, height * 0.12, height * 0.12);
		},
	};
}

export async function createSound({ seconds }: RenderOrder): Promise<Sound> {
	const sampleRate = 48_000;
	const left = Float32Array.from({ length: seconds * sampleRate }, (_, index) => 0.3 * Math.sin(index / 17));
	return { left, right: left, sampleRate };
}
