import { open } from "node:fs/promises";

const CHUNK_BYTES = 128 * 1024;

/**
 * A file, or the part of it from `start` to `end` (inclusive), read as fast as it is asked for and no faster. The file
 * is closed at the end, on an error and on `cancel`.
 */
export async function openFile(
	path: string,
	range?: { readonly start: number; readonly end: number },
): Promise<ReadableStream<Uint8Array>> {
	const file = await open(path, "r");
	let position = range?.start ?? 0;
	const end = range === undefined ? Number.POSITIVE_INFINITY : range.end + 1;
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const wanted = Math.min(CHUNK_BYTES, end - position);
					const chunk = new Uint8Array(Math.max(0, wanted));
					const { bytesRead } = await file.read(chunk, 0, chunk.byteLength, position);
					position += bytesRead;
					if (bytesRead > 0) controller.enqueue(chunk.subarray(0, bytesRead));
					if (bytesRead > 0 && position < end) return;
					await file.close();
					controller.close();
				} catch (error) {
					await file.close();
					throw error;
				}
			},
			cancel: () => file.close(),
		},
		{ highWaterMark: 0 },
	);
}
