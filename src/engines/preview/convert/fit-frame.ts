import type { Size } from "../../../core/sizes.ts";
import type { ForeignFrame } from "../libav/foreign-video.ts";
import { i420Bytes } from "../render/i420.ts";
import { scalePlane } from "./scale-plane.ts";

/** The even size in which a film is encoded: its own, or the largest of its shape within `maxSide`. */
export function fittedSize({ width, height }: Size, maxSide: number): Size {
	const scale = Math.min(1, maxSide / Math.max(width, height));
	const even = (length: number): number => Math.max(16, 2 * Math.floor((length * scale) / 2));
	return { width: even(width), height: even(height) };
}

/** Frames as our encoder wants them: I420 of that size, BT.709, limited range. The bytes are overwritten by the next call. */
export function createFrameFitter(size: Size): (frame: ForeignFrame) => Uint8Array {
	const fitted = new Uint8Array(i420Bytes(size.width, size.height));
	return (frame) => {
		scalePlanes(frame, fitted, size);
		if (frame.fullRange) limitRange(fitted, size);
		if (frame.isStandard) moveColours(fitted, size);
		return fitted;
	};
}

function scalePlanes(frame: ForeignFrame, fitted: Uint8Array, { width, height }: Size): void {
	const whole = { width: frame.width, height: frame.height };
	const own = { width: (frame.width + 1) >> 1, height: (frame.height + 1) >> 1 };
	const half = { width: width / 2, height: height / 2 };
	let [from, to] = [0, 0];
	for (const [source, target] of [
		[whole, { width, height }],
		[own, half],
		[own, half],
	] as const) {
		const [read, written] = [source.width * source.height, target.width * target.height];
		const fromBytes = frame.bytes.subarray(from, from + read);
		scalePlane({ ...source, bytes: fromBytes }, { ...target, bytes: fitted.subarray(to, to + written) });
		from += read;
		to += written;
	}
}

const limitedLuma = Uint8Array.from({ length: 256 }, (_, value) => Math.round(16 + (value * 219) / 255));
const limitedChroma = Uint8Array.from({ length: 256 }, (_, value) => Math.round(128 + ((value - 128) * 224) / 255));

function limitRange(fitted: Uint8Array, { width, height }: Size): void {
	const luma = width * height;
	for (let at = 0; at < luma; at++) fitted[at] = limitedLuma[fitted[at] as number] as number;
	for (let at = luma; at < fitted.length; at++) fitted[at] = limitedChroma[fitted[at] as number] as number;
}

/** From BT.601 to BT.709: greys stay, colours turn a little and change their lightness. */
function moveColours(fitted: Uint8Array, { width, height }: Size): void {
	const luma = width * height;
	const chroma = luma / 4;
	const clamped = (value: number): number => Math.min(240, Math.max(16, Math.round(value)));
	for (let row = 0; row < height / 2; row++) {
		for (let column = 0; column < width / 2; column++) {
			const at = luma + row * (width / 2) + column;
			const u = (fitted[at] as number) - 128;
			const v = (fitted[at + chroma] as number) - 128;
			fitted[at] = clamped(128 + 1.018_64 * u + 0.114_618 * v);
			fitted[at + chroma] = clamped(128 + 0.075_049 * u + 1.025_327 * v);
			const lighter = Math.round(-0.118_188 * u - 0.212_685 * v);
			for (const pixel of [0, 1, width, width + 1]) {
				const place = 2 * row * width + 2 * column + pixel;
				fitted[place] = Math.min(235, Math.max(16, (fitted[place] as number) + lighter));
			}
		}
	}
}
