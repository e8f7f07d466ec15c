/** Stored bytes, named by their SHA-256 in hex. The same bytes are kept once. */
export interface BlobStore {
	/**
	 * Takes a stream in: counted against `maxBytes` while it flows, hashed, on disk (file and folder synced) when it
	 * resolves. Rejects with `body_too_large` above the cap, and leaves nothing behind however it fails.
	 * A hash that is stored already counts as new: its age begins again.
	 */
	put(
		bytes: AsyncIterable<Uint8Array>,
		options: { readonly maxBytes: number; readonly signal?: AbortSignal },
	): Promise<StoredBlob>;
	/** Null when there is no such blob. */
	stat(sha256: string): Promise<{ readonly bytes: number } | null>;
	/** A part of its bytes; `end` is the last byte, inclusive. Rejects with `not_found`. */
	open(sha256: string, range?: { readonly start: number; readonly end: number }): Promise<ReadableStream<Uint8Array>>;
	/** A readable file with its bytes on this machine, for engines and decoders; not to be changed or kept. */
	localPath(sha256: string): Promise<string>;
	/** Blobs that nobody has put for a while, in no order. */
	listOld(age: BlobAge): AsyncIterable<string>;
	/** Removes a blob that is still of that age: one that was put again meanwhile stays. */
	remove(sha256: string, age: BlobAge): Promise<void>;
}

/** Not put during the last `olderThanMs` before `now`. */
export interface BlobAge {
	readonly olderThanMs: number;
	readonly now: number;
}

export interface StoredBlob {
	readonly sha256: string;
	readonly bytes: number;
}
