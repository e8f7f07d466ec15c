import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { chmod, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { FilmgateError } from "../../core/errors.ts";
import { blobsOf, prepareRestored } from "../../database/sqlite/backup.ts";
import { putDatabaseAside } from "../../database/sqlite/put-aside.ts";
import { type FolderLock, lockFolder } from "../../database/sqlite/serve-lock.ts";
import { blobPath } from "../../media/blobs/fs.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { type DataOptions, readSettings } from "../settings.ts";
import { listPathOf, openList } from "./backup-list.ts";
import { bringBlob, hashFile, lengthOf, sync } from "./durable-files.ts";
import { readServerFile } from "./server-file.ts";

export interface RestoreOptions extends DataOptions {
	readonly blobs?: string;
	readonly force?: boolean;
	readonly json?: boolean;
}

interface Restored {
	readonly folder: string;
	/** Unfinished tasks that wait for an operator's word. */
	readonly parked: number;
	/** Films and uploads that the database knows and the folder has not. */
	readonly missingBlobs: number;
	/** Where the database is that was there before; null when none was. */
	readonly replaced: string | null;
	readonly hasSecret: boolean;
}

/**
 * Makes a data folder's database from a backup. All its unfinished tasks are parked: they may have been started and paid
 * for since. Refuses a folder that is served, a damaged backup, and, without `--force`, a folder that has a database.
 */
export async function restore(given: string, options: RestoreOptions): Promise<number> {
	const { dataFolder, secret } = readSettings(options);
	const source = resolve(given);
	if (!existsSync(source)) throw new CommandError(`${source} is not there.`);
	await checkCopy(source);
	mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
	const lock = lockUnserved(dataFolder);
	try {
		const file = join(dataFolder, "filmgate.db");
		if (existsSync(file) && options.force !== true) {
			throw new CommandError(`${dataFolder} has a database already. To put it aside, say --force.`);
		}
		const { parked, replaced } = await moveIn(source, file);
		const missingBlobs = await bringBlobs(file, dataFolder, options.blobs);
		const hasSecret = secret !== undefined || existsSync(join(dataFolder, "secret"));
		report({ folder: dataFolder, parked, missingBlobs, replaced, hasSecret }, options.json === true);
		return EXIT.done;
	} finally {
		lock.release();
	}
}

/** The backup is byte for byte what was written, if its list is beside it. */
async function checkCopy(source: string): Promise<void> {
	if (!existsSync(listPathOf(source))) return;
	const { head, blobs } = await openList(listPathOf(source));
	await blobs.return(undefined);
	const { bytes, sha256 } = head.database;
	if ((await lengthOf(source)) === bytes && (await hashFile(source)) === sha256) return;
	throw new CommandError(`${source} is damaged: it is not what its list says of it.`);
}

function lockUnserved(folder: string): FolderLock {
	try {
		return lockFolder(folder);
	} catch (error) {
		if (!(error instanceof FilmgateError) || error.code !== "conflict") throw error;
		const server = readServerFile(folder);
		const who = server === null ? "A server" : `Process ${server.pid}`;
		throw new CommandError(`${who} serves ${folder}. Stop it first, or name another folder with --data.`);
	}
}

/** The backup itself stays as it is. The folder has its old database or the new one, never half of one. */
async function moveIn(source: string, file: string): Promise<{ parked: number; replaced: string | null }> {
	const restoring = `${file}.restoring`;
	try {
		for (const suffix of ["", "-wal", "-shm", "-journal"]) await rm(`${restoring}${suffix}`, { force: true });
		copyFileSync(source, restoring);
		await chmod(restoring, 0o600);
		const parked = prepareRestored(restoring, Date.now());
		await sync(restoring);
		const stamp = new Date().toISOString().replaceAll(/[:.]/g, "-");
		const replaced = putDatabaseAside(file, `${file}.replaced-${stamp}`);
		await rename(restoring, file);
		await sync(join(file, ".."));
		return { parked, replaced };
	} catch (error) {
		await rm(restoring, { force: true });
		throw error;
	}
}

/** How many are missing in the end. */
async function bringBlobs(file: string, dataFolder: string, from: string | undefined): Promise<number> {
	let missing = 0;
	for (const sha256 of blobsOf(file)) {
		const target = blobPath(join(dataFolder, "blobs"), sha256);
		const there =
			from === undefined
				? (await lengthOf(target)) !== null
				: (await bringBlob(blobPath(resolve(from), sha256), target, sha256)) || (await lengthOf(target)) !== null;
		if (!there) missing += 1;
	}
	return missing;
}

function report(restored: Restored, json: boolean): void {
	if (json) {
		printJson(restored);
		return;
	}
	const { folder, parked, missingBlobs, replaced, hasSecret } = restored;
	print(`${folder} is restored.`);
	if (replaced !== null) print(`The database that was there is ${replaced}.`);
	if (missingBlobs > 0)
		print(`${missingBlobs} films or uploads are not in ${join(folder, "blobs")}; their links will not open.`);
	if (!hasSecret)
		print(
			"There is no secret: copy the old folder's file `secret` here before the first start, or all links and signed tokens end.",
		);
	if (parked > 0) {
		print(
			`${parked} unfinished tasks are parked: they may have gone on since the backup. See: filmgate tasks list --parked`,
		);
	}
}
