import { type CreateOptions, nameRequest } from "./idempotency-key.ts";
import { type CallOptions, type PageOptions, readAll, readPage } from "./pages.ts";
import type { Transport } from "./transport.ts";
import type { Upload, UploadPage } from "./wire.ts";

/** A picture, film or sound: its bytes, or a link that the server fetches. What it is, the server reads from its bytes. */
export type UploadSource = Blob | ArrayBuffer | Uint8Array | { link: string };

/** Media that are sent once and named by as many orders as you like: `{ role: "source", from: { upload: id } }`. */
export interface Uploads {
	create(source: UploadSource, options?: CreateOptions): Promise<Upload>;
	get(id: string, options?: CallOptions): Promise<Upload>;
	/** Orders that were accepted keep what they were given of it. */
	delete(id: string, options?: CallOptions): Promise<void>;
	/** One page of your uploads, newest first. */
	list(options?: PageOptions): Promise<UploadPage>;
	/** All of them, page after page as they are needed. */
	all(options?: PageOptions): AsyncIterable<Upload>;
}

export function createUploads(transport: Transport): Uploads {
	return {
		async create(source, options = {}) {
			const content = "link" in source ? { body: source } : { bytes: source, extraMs: timeToSend(source) };
			const request = { headers: nameRequest(options), ...content, signal: options.signal };
			return (await transport.call<Upload>({ method: "POST", path: UPLOADS, ...request })).body;
		},
		async get(id, { signal } = {}) {
			return (await transport.call<Upload>({ method: "GET", path: pathOf(id), signal })).body;
		},
		async delete(id, { signal } = {}) {
			await transport.call({ method: "DELETE", path: pathOf(id), signal });
		},
		list: (options = {}) => readPage(transport, { path: UPLOADS, ...options }),
		all: (options = {}) => readAll(transport, { path: UPLOADS, ...options }),
	};
}

const UPLOADS = "/api/v1/uploads";
/** Slower lines than this give up. */
const BYTES_PER_SECOND = 100_000;

function pathOf(id: string): string {
	return `${UPLOADS}/${encodeURIComponent(id)}`;
}

function timeToSend(bytes: Blob | ArrayBuffer | Uint8Array): number {
	const length = "size" in bytes ? bytes.size : bytes.byteLength;
	return Math.ceil((length / BYTES_PER_SECOND) * 1_000);
}
