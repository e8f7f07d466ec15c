import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../../config.ts";
import { systemClock } from "../../core/clock.ts";
import { openSqliteForCommand } from "../../database/sqlite/database.ts";
import { createRenderProcess } from "../../engines/preview/render/render-process.ts";
import { EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { readServerFile } from "./server-file.ts";

interface Finding {
	readonly check: string;
	/** `note` = good to know, nothing is wrong. */
	readonly result: "ok" | "note" | "wrong";
	readonly says: string;
}

const FREE_BYTES_WANTED = 1024 ** 3;

/** Tries what a server needs of its machine, for real and in a folder of its own. Exit code 1 when something is wrong. */
export async function doctor(options: { readonly data?: string; readonly json?: boolean }): Promise<number> {
	const { dataFolder } = readConfig(options.data === undefined ? {} : { dataFolder: options.data });
	const findings = [
		{ check: "node", result: "ok", says: process.version } as const,
		...(await tryFolder(dataFolder)),
		checkServer(dataFolder),
		checkFfmpeg(),
	];
	if (options.json) printJson(findings);
	else for (const { check, result, says } of findings) print(`${result.padEnd(6)} ${check.padEnd(9)} ${says}`);
	return findings.some(({ result }) => result === "wrong") ? EXIT.failed : EXIT.done;
}

async function tryFolder(dataFolder: string): Promise<Finding[]> {
	let folder: string;
	try {
		mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
		folder = mkdtempSync(join(dataFolder, "doctor-"));
	} catch (error) {
		return [{ check: "folder", result: "wrong", says: `${dataFolder} cannot be written: ${messageOf(error)}` }];
	}
	try {
		return [
			checkSpace(dataFolder),
			await check("database", () => openDatabase(folder)),
			await check("renderer", () => draw(folder)),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function check(name: string, tryIt: () => Promise<string>): Promise<Finding> {
	try {
		return { check: name, result: "ok", says: await tryIt() };
	} catch (error) {
		return { check: name, result: "wrong", says: messageOf(error) };
	}
}

async function openDatabase(folder: string): Promise<string> {
	const stores = await openSqliteForCommand({ file: join(folder, "filmgate.db"), clock: systemClock });
	await stores.close();
	return "opens, migrates and closes";
}

async function draw(folder: string): Promise<string> {
	const renderer = createRenderProcess();
	const order = {
		...({ operation: "text-to-video", prompt: "sea at sunset", negativePrompt: null, picturePath: null } as const),
		...{ width: 320, height: 180, seconds: 1, fps: 24, seed: 1, sound: true, mark: true },
		look: { style: null, camera: null, movement: null },
	};
	try {
		const job = { order, folder: join(folder, "film"), lane: "test", onProgress: () => {} } as const;
		const film = await renderer.render({ ...job, signal: AbortSignal.timeout(60_000) });
		return `drew ${film.width}x${film.height}, ${film.seconds} s with sound, in ${film.renderMs} ms`;
	} finally {
		await renderer.close();
	}
}

function checkSpace(folder: string): Finding {
	const { bavail, bsize } = statfsSync(folder);
	const says = `${folder}, ${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
	return { check: "folder", result: bavail * bsize < FREE_BYTES_WANTED ? "note" : "ok", says };
}

function checkServer(folder: string): Finding {
	const server = readServerFile(folder);
	return {
		check: "server",
		result: "note",
		says: server === null ? "none serves this folder" : `serves at ${server.url}`,
	};
}

function checkFfmpeg(): Finding {
	const { error } = spawnSync("ffmpeg", ["-version"]);
	const says = error === undefined ? "found" : "not found: video uploads other than MP4 with H.264 will be refused";
	return { check: "ffmpeg", result: "note", says };
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
