import { type FileHandle, open } from "node:fs/promises";

const WINDOW_BYTES = 64 * 1024;

/** Random access to a file's bytes through one window, so that a parser may take many small steps at little cost. */
export interface ByteWindow {
	readonly size: number;
	/** The bytes from `offset` on: `length` of them (at most 64 KiB), or fewer at the end of the file. */
	at(offset: number, length: number): Promise<Buffer>;
}

/** Opens a file for the time of `work`. */
export async function withByteWindow<Result>(
	path: string,
	work: (bytes: ByteWindow) => Promise<Result>,
): Promise<Result> {
	const file = await open(path, "r");
	try {
		return await work(windowOver(file, (await file.stat()).size));
	} finally {
		await file.close();
	}
}

function windowOver(file: FileHandle, size: number): ByteWindow {
	let start = 0;
	let held = Buffer.alloc(0);
	return {
		size,
		async at(offset, length) {
			const inside = offset >= start && offset + length <= start + held.length;
			if (!inside) {
				const fresh = Buffer.allocUnsafe(WINDOW_BYTES);
				const { bytesRead } = await file.read(fresh, 0, WINDOW_BYTES, offset);
				start = offset;
				held = fresh.subarray(0, bytesRead);
			}
			return held.subarray(offset - start, offset - start + length);
		},
	};
}
