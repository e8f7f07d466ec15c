import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { CommandError } from "../exit.ts";

/** What was written to a file, or which names a folder has, is on disk when this resolves. */
export async function sync(path: string): Promise<void> {
	const handle = await open(path, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** The SHA-256 of a file's bytes, in hex. */
export async function hashFile(path: string): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	return hash.digest("hex");
}

/** Its length; null when there is no such file. */
export async function lengthOf(path: string): Promise<number | null> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
		throw error;
	}
}

/**
 * Gives a blob's bytes a second name, or copies them where the two places share no disk; nothing is done when the target
 * is there already. Copied bytes are hashed on the way. False when there is no such source.
 */
export async function bringBlob(source: string, target: string, sha256: string): Promise<boolean> {
	const length = await lengthOf(source);
	if (length === null) return false;
	if ((await lengthOf(target)) === length) return true;
	await mkdir(dirname(target), { recursive: true, mode: 0o700 });
	await rm(target, { force: true });
	try {
		await link(source, target);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === "ENOENT") return false;
		if (code !== "EXDEV" && code !== "EPERM" && code !== "ENOTSUP") throw error;
		await copy(source, target, sha256);
	}
	await sync(dirname(target));
	return true;
}

async function copy(source: string, target: string, sha256: string): Promise<void> {
	const partial = `${target}.partial`;
	await copyFile(source, partial);
	if ((await hashFile(partial)) !== sha256) {
		await rm(partial, { force: true });
		throw new CommandError(`${source} is damaged: its bytes are not those that it is named by.`);
	}
	await sync(partial);
	await rename(partial, target);
}
