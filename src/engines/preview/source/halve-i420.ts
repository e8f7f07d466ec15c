import type { I420 } from "./picture-decoder.ts";

/** Makes pictures half as large, each point the mean of four; a row or column too many is left out. Valid until the next call. */
export function createHalver(): (picture: I420) => I420 {
	let bytes = new Uint8Array(0);
	return (picture) => {
		const [width, height] = [picture.width >> 1, picture.height >> 1];
		const [stride, rows] = [width + (width & 1), height + (height & 1)];
		const luma = stride * rows;
		if (bytes.length !== luma * 1.5) bytes = new Uint8Array(luma * 1.5);
		halvePlane({ bytes, at: 0, stride, rows }, { ...picture, at: 0 });
		for (const part of [1, 1.25]) {
			const whole = picture.stride * picture.rows * part;
			halvePlane(
				{ bytes, at: luma * part, stride: stride / 2, rows: rows / 2 },
				{ bytes: picture.bytes, at: whole, stride: picture.stride / 2, rows: picture.rows / 2 },
			);
		}
		return { width, height, stride, rows, bytes };
	};
}

interface Plane {
	readonly bytes: Uint8Array;
	/** Its first byte. */
	readonly at: number;
	/** Bytes a row. */
	readonly stride: number;
	readonly rows: number;
}

/** The target may be a row or a column larger than half: there the source's last one counts twice. */
function halvePlane(target: Plane, source: Plane): void {
	const { bytes: from, stride } = source;
	const to = target.bytes;
	const inside = Math.min(target.stride, stride >> 1);
	for (let row = 0; row < target.rows; row++) {
		const top = Math.min(source.rows - 1, 2 * row);
		const below = top + 1 < source.rows ? stride : 0;
		let at = source.at + top * stride;
		let place = target.at + row * target.stride;
		for (const end = place + inside; place < end; place++, at += 2) {
			const upper = (from[at] as number) + (from[at + 1] as number);
			to[place] = (upper + (from[at + below] as number) + (from[at + below + 1] as number) + 2) >> 2;
		}
		const last = source.at + top * stride + stride - 1;
		if (inside < target.stride) to[place] = ((from[last] as number) + (from[last + below] as number) + 1) >> 1;
	}
}
