import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, opendir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Clock } from "../../core/clock.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { BlobStore, StoredBlob } from "../../core/ports/blob-store.ts";
import { abortable } from "../abortable.ts";
import { asDiskError } from "../disk-error.ts";
import { prepareTemporaryFolder } from "../stale-files.ts";
import { openFile } from "./open-file.ts";
import { createTurns } from "./turns.ts";

const HASH = /^[0-9a-f]{64}$/;
const FAN_OUT = /^[0-9a-f]{2}$/;

export interface FsBlobStoreOptions {
	/** Made when it is missing. Everything in it belongs to the store. */
	readonly folder: string;
	readonly clock: Clock;
}

/**
 * Blobs as files: `<folder>/ab/cd/abcd…`, their age in the modification time. Bytes are written to `<folder>/new`
 * and renamed into place once they are on disk, so that a name always means whole bytes. What a killed process left in
 * `new` an hour ago or earlier is removed here.
 */
export function createFsBlobStore(options: FsBlobStoreOptions): BlobStore {
	const { clock } = options;
	const folder = resolve(options.folder);
	const newFolder = join(folder, "new");
	prepareTemporaryFolder(newFolder, clock.now());
	const durableFolders = new Set<string>();
	const turns = createTurns();

	return {
		async put(bytes, { maxBytes, signal }) {
			const temporary = join(newFolder, randomUUID());
			try {
				const blob = await writeFile(temporary, abortable(bytes, signal), maxBytes);
				signal?.throwIfAborted();
				const target = { path: blobPath(folder, blob.sha256), blob, now: clock.now() };
				await turns.take(blob.sha256, () => moveIn(temporary, target, durableFolders));
				return blob;
			} catch (error) {
				await rm(temporary, { force: true });
				throw asDiskError(error);
			}
		},
		async stat(sha256) {
			return HASH.test(sha256)
				? unlessMissing(stat(blobPath(folder, sha256)).then(({ size }) => ({ bytes: size })))
				: null;
		},
		async open(sha256, range) {
			const opened = HASH.test(sha256) ? await unlessMissing(openFile(blobPath(folder, sha256), range)) : null;
			return opened ?? missing();
		},
		async localPath(sha256) {
			const found = HASH.test(sha256) ? await unlessMissing(stat(blobPath(folder, sha256))) : null;
			return found === null ? missing() : blobPath(folder, sha256);
		},
		listOld: ({ olderThanMs, now }) => listOld(folder, now - olderThanMs),
		async remove(sha256, { olderThanMs, now }) {
			if (!HASH.test(sha256)) return;
			const path = blobPath(folder, sha256);
			await turns.take(sha256, async () => {
				const found = await unlessMissing(stat(path));
				if (found !== null && found.mtimeMs <= now - olderThanMs) await rm(path, { force: true });
			});
		},
	};
}

/** Where a blob is in a store's folder. */
export function blobPath(folder: string, sha256: string): string {
	return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

function missing(): never {
	throw new FilmgateError("not_found", "There is no such medium.");
}

async function writeFile(path: string, bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredBlob> {
	const file = await open(path, "wx", 0o600);
	try {
		const hash = createHash("sha256");
		let written = 0;
		for await (const chunk of bytes) {
			written += chunk.byteLength;
			if (written > maxBytes) throw new FilmgateError("body_too_large", `More than ${maxBytes} bytes came in.`);
			hash.update(chunk);
			await file.appendFile(chunk);
		}
		await file.sync();
		return { sha256: hash.digest("hex"), bytes: written };
	} finally {
		await file.close();
	}
}

/** Gives finished bytes their name, or makes the blob that has it already young again. */
async function moveIn(
	temporary: string,
	target: { path: string; blob: StoredBlob; now: number },
	durableFolders: Set<string>,
): Promise<void> {
	const { path } = target;
	const seconds = target.now / 1000;
	const touched = await unlessMissing(utimes(path, seconds, seconds).then(() => stat(path)));
	if (touched?.size === target.blob.bytes) {
		await rm(temporary);
		return;
	}
	await utimes(temporary, seconds, seconds);
	const leaf = dirname(path);
	await mkdir(leaf, { recursive: true });
	await rename(temporary, path);
	await syncFolder(leaf);
	// Remembered after the sync and not at mkdir: of two puts into one new folder neither may resolve before it is on disk.
	if (durableFolders.has(leaf)) return;
	await syncFolder(dirname(leaf));
	await syncFolder(dirname(dirname(leaf)));
	durableFolders.add(leaf);
}

async function syncFolder(path: string): Promise<void> {
	const handle = await open(path, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function* listOld(folder: string, before: number): AsyncGenerator<string> {
	for await (const first of await opendir(folder)) {
		if (!FAN_OUT.test(first.name)) continue;
		for await (const second of await opendir(join(folder, first.name))) {
			if (!FAN_OUT.test(second.name)) continue;
			for await (const { name } of await opendir(join(folder, first.name, second.name))) {
				if (!HASH.test(name)) continue;
				const found = await unlessMissing(stat(blobPath(folder, name)));
				if (found !== null && found.mtimeMs <= before) yield name;
			}
		}
	}
}

async function unlessMissing<Value>(work: Promise<Value>): Promise<Value | null> {
	try {
		return await work;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw error;
	}
}
