/** A file in memory that is written from its start and may be returned to. */
export interface OutFile {
	write(bytes: Uint8Array): void;
	/** `from` 0 counts from the start, 1 from here, 2 from the end. Returns the new place. */
	seek(offset: number, from: number): number;
	bytes(): Uint8Array;
}

export function createOutFile(): OutFile {
	let held = new Uint8Array(1 << 16);
	let length = 0;
	let place = 0;
	return {
		write(bytes) {
			const end = place + bytes.length;
			if (end > held.length) {
				const larger = new Uint8Array(Math.max(end, 2 * held.length));
				larger.set(held.subarray(0, length));
				held = larger;
			}
			held.set(bytes, place);
			place = end;
			length = Math.max(length, end);
		},
		seek(offset, from) {
			place = Math.max(0, offset + (from === 0 ? 0 : from === 1 ? place : length));
			return place;
		},
		bytes: () => held.subarray(0, length),
	};
}
