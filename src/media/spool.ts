import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { FilmgateError } from "../core/errors.ts";
import { abortable } from "./abortable.ts";
import { asDiskError } from "./disk-error.ts";

export interface SpoolOptions {
	readonly folder: string;
	readonly maxBytes: number;
	readonly signal?: AbortSignal | undefined;
}

/**
 * Writes a stream to a file of its own, for the time of `work`. The file is gone afterwards, whatever happened. More than
 * `maxBytes` is `medium_too_large`, noticed at the first byte too many.
 */
export async function withSpooled<Result>(
	bytes: AsyncIterable<Uint8Array>,
	options: SpoolOptions,
	work: (path: string, length: number) => Promise<Result>,
): Promise<Result> {
	const path = join(options.folder, randomUUID());
	try {
		const length = await write(path, bytes, options);
		return await work(path, length);
	} catch (error) {
		throw asDiskError(error);
	} finally {
		await rm(path, { force: true });
	}
}

async function write(path: string, bytes: AsyncIterable<Uint8Array>, options: SpoolOptions): Promise<number> {
	const file = await open(path, "wx", 0o600);
	try {
		let length = 0;
		for await (const chunk of abortable(bytes, options.signal)) {
			length += chunk.byteLength;
			if (length > options.maxBytes) throw new FilmgateError("medium_too_large", "the medium has too many bytes");
			await file.appendFile(chunk);
		}
		return length;
	} finally {
		await file.close();
	}
}
