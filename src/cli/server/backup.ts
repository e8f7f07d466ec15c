import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { blobsOf, copyDatabase } from "../../database/sqlite/backup.ts";
import { blobPath } from "../../media/blobs/fs.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { type DataOptions, readSettings } from "../settings.ts";
import { type ListHead, listPathOf } from "./backup-list.ts";
import { bringBlob, hashFile, lengthOf, sync } from "./durable-files.ts";

export interface BackupOptions extends DataOptions {
	readonly blobs?: string;
	readonly json?: boolean;
}

/**
 * Copies the database of a folder, served or not, into `given`, and beside it the list of the blobs that it refers to.
 * A file of that name is whole and on disk, and so is its list. Nothing that exists is written over.
 */
export async function backup(given: string, options: BackupOptions): Promise<number> {
	const { dataFolder } = readSettings(options);
	const source = join(dataFolder, "filmgate.db");
	const file = resolve(given);
	if (!existsSync(source)) {
		throw new CommandError(`${dataFolder} is no data folder of Filmgate. Name another one with --data.`);
	}
	for (const path of [file, listPathOf(file)]) {
		if (existsSync(path)) throw new CommandError(`${path} exists already: a backup writes over nothing.`);
	}
	const partial = `${file}.partial`;
	const partialList = listPathOf(partial);
	try {
		await rm(partial, { force: true });
		copyDatabase(source, partial);
		await sync(partial);
		const head: ListHead = {
			filmgateBackup: 1,
			madeAt: new Date().toISOString(),
			database: { bytes: (await lengthOf(partial)) ?? 0, sha256: await hashFile(partial) },
		};
		const counted = await writeList(partialList, head, blobLines({ partial, dataFolder, blobs: options.blobs }));
		// The list first: where there is a backup there is its list.
		await rename(partialList, listPathOf(file));
		await rename(partial, file);
		await sync(dirname(file));
		report(file, { ...head, ...counted }, options);
		return EXIT.done;
	} finally {
		await rm(partial, { force: true });
		await rm(partialList, { force: true });
	}
}

interface Counted {
	blobs: number;
	bytes: number;
	missing: number;
}

async function writeList(
	path: string,
	head: ListHead,
	lines: AsyncIterable<{ bytes: number | null }>,
): Promise<Counted> {
	const counted: Counted = { blobs: 0, bytes: 0, missing: 0 };
	const list = await open(path, "w", 0o600);
	try {
		const stream = list.createWriteStream({ autoClose: false });
		const write = (value: unknown) =>
			new Promise<void>((done, failed) =>
				stream.write(`${JSON.stringify(value)}\n`, (error) => (error ? failed(error) : done())),
			);
		await write(head);
		for await (const line of lines) {
			await write(line);
			counted.blobs += 1;
			counted.bytes += line.bytes ?? 0;
			counted.missing += line.bytes === null ? 1 : 0;
		}
		await list.sync();
		return counted;
	} finally {
		await list.close();
	}
}

async function* blobLines({
	partial,
	dataFolder,
	blobs,
}: {
	partial: string;
	dataFolder: string;
	blobs?: string | undefined;
}) {
	for (const sha256 of blobsOf(partial)) {
		const source = blobPath(join(dataFolder, "blobs"), sha256);
		// A film that has expired since the database was copied is gone, and rightly so.
		const there = blobs === undefined || (await bringBlob(source, blobPath(resolve(blobs), sha256), sha256));
		const found = blobs === undefined ? source : blobPath(resolve(blobs), sha256);
		yield { sha256, bytes: there ? await lengthOf(found) : null };
	}
}

function report(file: string, made: ListHead & Counted, { json, blobs }: BackupOptions): void {
	if (json) {
		printJson({ file, list: listPathOf(file), ...made });
		return;
	}
	const { bytes } = made.database;
	print(`${file}  ${(bytes / 1e6).toFixed(1)} MB`);
	const weight = `${made.blobs} films and uploads, ${(made.bytes / 1e6).toFixed(1)} MB`;
	const where = blobs === undefined ? "; copy the folder blobs yourself, or say --blobs" : `, in ${blobs}`;
	print(`${listPathOf(file)}  ${weight}${where}`);
	if (made.missing > 0) print(`${made.missing} of them were not there.`);
	print("The secret is not in it: keep a copy of the data folder's file `secret` elsewhere.");
}
