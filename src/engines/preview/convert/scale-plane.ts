import type { Size } from "../../../core/sizes.ts";

/** A plane of bytes, row by row without gaps. */
export interface BytePlane extends Size {
	readonly bytes: Uint8Array;
}

/** Scales bilinearly; down to half of a length each point still hears all of its neighbours. */
export function scalePlane(from: BytePlane, to: BytePlane): void {
	if (from.width === to.width && from.height === to.height) {
		to.bytes.set(from.bytes);
		return;
	}
	const lefts = new Int32Array(to.width);
	const shares = new Int32Array(to.width);
	for (let x = 0; x < to.width; x++) {
		const place = placeOf(x, from.width, to.width);
		lefts[x] = Math.floor(place);
		shares[x] = Math.round((place - Math.floor(place)) * 256);
	}
	const last = from.width - 1;
	for (let y = 0; y < to.height; y++) {
		const place = placeOf(y, from.height, to.height);
		const top = Math.floor(place) * from.width;
		const bottom = Math.min(from.height - 1, Math.floor(place) + 1) * from.width;
		const low = Math.round((place - Math.floor(place)) * 256);
		const row = y * to.width;
		for (let x = 0; x < to.width; x++) {
			const left = lefts[x] as number;
			const right = Math.min(last, left + 1);
			const share = shares[x] as number;
			const upper = (from.bytes[top + left] as number) * (256 - share) + (from.bytes[top + right] as number) * share;
			const lower =
				(from.bytes[bottom + left] as number) * (256 - share) + (from.bytes[bottom + right] as number) * share;
			to.bytes[row + x] = (upper * (256 - low) + lower * low + 32_768) >> 16;
		}
	}
}

function placeOf(index: number, from: number, to: number): number {
	return Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / to - 0.5));
}
