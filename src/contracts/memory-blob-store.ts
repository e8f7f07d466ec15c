import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../core/clock.ts";
import { FilmgateError } from "../core/errors.ts";
import type { BlobStore } from "../core/ports/blob-store.ts";
import { abortable } from "../media/abortable.ts";

export interface MemoryBlobStore extends BlobStore {
	/** Removes the files that `localPath` had to make. */
	close(): Promise<void>;
}

/** A BlobStore for tests: nothing touches the disk until somebody asks for a path. */
export function createMemoryBlobStore(clock: Clock): MemoryBlobStore {
	const blobs = new Map<string, { bytes: Uint8Array; putAt: number }>();
	let scratch: Promise<string> | null = null;

	const find = (sha256: string): Uint8Array => {
		const blob = blobs.get(sha256);
		if (blob === undefined) throw new FilmgateError("not_found", "There is no such medium.");
		return blob.bytes;
	};

	return {
		async put(source, { maxBytes, signal }) {
			const chunks: Uint8Array[] = [];
			let length = 0;
			for await (const chunk of abortable(source, signal)) {
				length += chunk.byteLength;
				if (length > maxBytes) throw new FilmgateError("body_too_large", `More than ${maxBytes} bytes came in.`);
				chunks.push(chunk.slice());
			}
			signal?.throwIfAborted();
			const bytes = Uint8Array.from(Buffer.concat(chunks));
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			blobs.set(sha256, { bytes, putAt: clock.now() });
			return { sha256, bytes: length };
		},
		async stat(sha256) {
			const blob = blobs.get(sha256);
			return blob === undefined ? null : { bytes: blob.bytes.byteLength };
		},
		async open(sha256, range) {
			const bytes = find(sha256);
			const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1);
			return new Blob([part.slice()]).stream();
		},
		async localPath(sha256) {
			const bytes = find(sha256);
			scratch ??= mkdtemp(join(tmpdir(), "memory-blobs-"));
			const path = join(await scratch, randomUUID());
			await writeFile(path, bytes);
			return path;
		},
		async *listOld({ olderThanMs, now }) {
			for (const [sha256, blob] of blobs) if (blob.putAt <= now - olderThanMs) yield sha256;
		},
		async remove(sha256, { olderThanMs, now }) {
			const blob = blobs.get(sha256);
			if (blob !== undefined && blob.putAt <= now - olderThanMs) blobs.delete(sha256);
		},
		async close() {
			if (scratch !== null) await rm(await scratch, { recursive: true, force: true });
			scratch = null;
		},
	};
}
