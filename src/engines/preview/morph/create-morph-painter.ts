import { ImageData } from "@napi-rs/canvas";
import { paintedSize } from "../painted-size.ts";
import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import type { Pixels } from "../picture/pixels.ts";
import { type FittedPicture, fitPicture } from "../picture/fit-picture.ts";
import { inputOf, inputsOf, type RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { readScene } from "../scene/read-prompt.ts";
import { createMorph, type Morph } from "./create-morph.ts";
import { drawMorph } from "./draw-morph.ts";
import { createMorphMesh } from "./morph-mesh.ts";
import { planPassage, type Stretch } from "./passage.ts";
import { travelOf } from "./travel.ts";

/**
 * A painter of a film from the order's first frame to its last: what both show moves and changes from the one to the
 * other, and where they have nothing in common a light runs through while the camera goes on. The first frame of the
 * film is the first picture exactly, and the last is the last.
 */
export async function createFirstLastPainter(order: RenderOrder): Promise<Painter> {
	const paths = [inputOf(order, "first-frame").path, inputOf(order, "last-frame").path];
	return createMorphPainter(order, { paths, stretches: [{ seconds: order.seconds, prompt: order.prompt }] });
}

/** The same from frame to frame of an order that names several; each is met at its time, and the motion does not halt. */
export async function createMultiFramePainter(order: RenderOrder): Promise<Painter> {
	const paths = inputsOf(order, "frame").map(({ path }) => path);
	if (paths.length < 2) throw new TypeError("a multi-frame order names two frames or more");
	const even = { seconds: order.seconds / (paths.length - 1), prompt: order.prompt };
	const told = order.settings.stretches ?? [];
	const stretches = paths.slice(1).map((_, index) => {
		const { seconds, prompt } = told[index] ?? even;
		return { seconds, prompt: prompt.trim() === "" ? order.prompt : prompt };
	});
	return createMorphPainter(order, { paths, stretches });
}

interface Passage {
	readonly paths: readonly string[];
	/** One fewer than the paths. */
	readonly stretches: readonly Stretch[];
}

async function createMorphPainter(order: RenderOrder, { paths, stretches }: Passage): Promise<Painter> {
	const size = paintedSize(order);
	const { width, height } = size;
	const margin = Math.max(24, Math.round(0.075 * Math.sqrt(width * height)));
	const images = await Promise.all(paths.map(decodePicture));
	const fitted = images.map((image) => fitPicture(image, size, margin));
	const whereAt = planPassage(stretches, { seconds: order.seconds, fps: order.fps });
	const morphOf = createMorphs(order, fitted, stretches);
	const mesh = createMorphMesh(size);
	const frame = new ImageData(width, height);
	const target = { width, height, values: new Int32Array(frame.data.buffer, frame.data.byteOffset, width * height) };
	return {
		...size,
		paint(context, atSeconds) {
			const { stretch, share, zoom } = whereAt(atSeconds);
			const pair = [fitted[stretch] as FittedPicture, fitted[stretch + 1] as FittedPicture] as const;
			if (share === 0 || share === 1) copyPicture(target, pair[share]);
			else {
				morphOf(stretch).bend(mesh, { share, zoom });
				drawMorph(target, [pixelsOf(pair[0]), pixelsOf(pair[1])], mesh);
			}
			context.putImageData(frame, 0, 0);
			if (order.mark) drawMark(context, width, height);
		},
	};
}

/** Pictures are matched when the film first comes between them. */
function createMorphs(
	order: RenderOrder,
	fitted: readonly FittedPicture[],
	stretches: readonly Stretch[],
): (stretch: number) => Morph {
	const morphs = new Map<number, Morph>();
	return (stretch) => {
		const known = morphs.get(stretch);
		if (known !== undefined) return known;
		const { prompt } = stretches[stretch] as Stretch;
		const travel = travelOf(readScene({ ...order, prompt }).camera);
		const [first, second] = [fitted[stretch] as FittedPicture, fitted[stretch + 1] as FittedPicture];
		const morph = createMorph(first, second, { travel, seed: order.seed + stretch });
		morphs.set(stretch, morph);
		return morph;
	};
}

function pixelsOf({ width, height, margin, pixels }: FittedPicture): Pixels {
	return { width: width + 2 * margin, height: height + 2 * margin, values: pixels };
}

/** Exactly the picture, without its border. */
function copyPicture(target: Pixels, { width, height, margin, pixels }: FittedPicture): void {
	const stride = width + 2 * margin;
	for (let row = 0; row < height; row++) {
		const start = (row + margin) * stride + margin;
		target.values.set(pixels.subarray(start, start + width), row * width);
	}
}
