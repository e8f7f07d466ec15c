import { createCanvas } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import { paintedSize } from "../painted-size.ts";
import { drawMark } from "../scene/mark.ts";
import { createFill } from "./fill.ts";
import type { I420 } from "./picture-decoder.ts";

/** The place of a film's frame where the `preview` mark stands, if it has one. */
export interface MarkPatch {
	/**
	 * How what is seen there differs from its surroundings, beside how it would with the mark: alike (a correlation, -1 to 1)
	 * and how strongly (1 is just so).
	 */
	compare(picture: I420): { readonly correlation: number; readonly gain: number };
	/** Paints it over with what lies around it. Changes the picture's bytes. */
	paintOver(picture: I420): void;
}

/** The mark as it lies on a corner of a frame. */
interface Stamp {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
	/** 0 to 1, and how light it is, 0 to 255. */
	readonly alpha: Float32Array;
	readonly light: Float32Array;
}

/** Null where no mark can be drawn. */
export function markPatch(size: Size): MarkPatch | null {
	const stamp = drawStamp(size);
	const { left, top, width, height } = stamp;
	const covered = grow(stamp, Math.max(1, Math.round(Math.min(size.width, size.height) / 700)));
	if (covered.every((value) => value === 0)) return null;
	const luma = createFill({ width, height, covered });
	const half = { width: width >> 1, height: height >> 1 };
	const chroma = createFill({ ...half, covered: halve(covered, width) });
	const around = new Float32Array(width * height);
	const planesOf = ({ stride, rows }: I420) => {
		const chromaAt = stride * rows + (top >> 1) * (stride >> 1) + (left >> 1);
		return { luma: top * stride + left, chroma: [chromaAt, chromaAt + ((stride * rows) >> 2)] };
	};
	return {
		compare(picture) {
			const at = planesOf(picture).luma;
			luma.guess(around, picture.bytes, { at, stride: picture.stride });
			return likenessOf(stamp, around, (x, y) => picture.bytes[at + y * picture.stride + x] as number);
		},
		paintOver(picture) {
			const { bytes, stride } = picture;
			const places = planesOf(picture);
			luma.paint(bytes, { at: places.luma, stride, textured: true });
			for (const at of places.chroma) chroma.paint(bytes, { at, stride: stride >> 1, textured: false });
		},
	};
}

/** On even pixels, as chroma is; with a border of what surely is not covered. */
function drawStamp(size: Size): Stamp {
	const painted = paintedSize(size);
	const short = Math.min(size.width, size.height);
	const width = Math.min(size.width, 2 * Math.ceil(Math.max(30, short * 0.085)));
	const height = Math.min(size.height, 2 * Math.ceil(Math.max(15, short * 0.042)));
	const left = (size.width - width) & ~1;
	const top = (size.height - height) & ~1;
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	context.translate(-left, -top);
	context.scale(size.width / painted.width, size.height / painted.height);
	drawMark(context, painted.width, painted.height);
	const { data } = context.getImageData(0, 0, width, height);
	const alpha = Float32Array.from({ length: width * height }, (_, index) => (data[index * 4 + 3] as number) / 255);
	const light = Float32Array.from({ length: width * height }, (_, index) => data[index * 4] as number);
	return { left, top, width: width & ~1, height: height & ~1, alpha, light };
}

/** What the mark covers, and `radius` pixels more: an encoder blurs what it takes in. */
function grow({ width, height, alpha }: Stamp, radius: number): Uint8Array {
	const covered = new Uint8Array(width * height);
	alpha.forEach((value, index) => {
		if (value < 0.04) return;
		const [x, y] = [index % width, Math.floor(index / width)];
		for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++)
			covered.fill(1, row * width + Math.max(0, x - radius), row * width + Math.min(width - 1, x + radius) + 1);
	});
	return covered;
}

function halve(covered: Uint8Array, width: number): Uint8Array {
	const columns = width >> 1;
	return Uint8Array.from({ length: covered.length >> 2 }, (_, index) => {
		const at = 2 * Math.floor(index / columns) * width + 2 * (index % columns);
		return (covered[at] ?? 0) | (covered[at + 1] ?? 0) | (covered[at + width] ?? 0) | (covered[at + width + 1] ?? 0);
	});
}

function likenessOf(
	{ width, alpha, light }: Stamp,
	around: Float32Array,
	lumaAt: (x: number, y: number) => number,
): { correlation: number; gain: number } {
	let [seen, due, both] = [1e-6, 1e-6, 0];
	around.forEach((ground, index) => {
		// Luma of limited range, as films store it.
		const mark = (alpha[index] as number) * (16 + 0.859 * (light[index] as number) - ground);
		const here = lumaAt(index % width, Math.floor(index / width)) - ground;
		if ((alpha[index] as number) < 0.02) return;
		seen += here * here;
		due += mark * mark;
		both += here * mark;
	});
	return { correlation: both / Math.sqrt(seen * due), gain: both / due };
}
