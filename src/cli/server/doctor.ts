import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Config } from "../../config.ts";
import { systemClock } from "../../core/clock.ts";
import { openSqliteForCommand } from "../../database/sqlite/database.ts";
import { plainOrder } from "../../engines/preview/render-order.ts";
import { createRenderProcess } from "../../engines/preview/render/render-process.ts";
import { EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import { type DataOptions, readSettings } from "../settings.ts";
import { systemReason } from "../system-error.ts";
import { readServerFile } from "./server-file.ts";

interface Finding {
	readonly check: string;
	/** `note` = good to know, nothing is wrong. */
	readonly result: "ok" | "note" | "wrong";
	readonly says: string;
}

const FREE_BYTES_WANTED = 1024 ** 3;

/** Tries what a server needs of its machine, for real and in a folder of its own. Exit code 1 when something is wrong. */
export async function doctor(options: DataOptions & { readonly json?: boolean }): Promise<number> {
	const config = readSettings(options);
	const findings: Finding[] = [
		{ check: "node", result: "ok", says: process.version },
		...(await tryFolder(config.dataFolder)),
		await checkServer(config),
	];
	if (options.json) printJson(findings);
	else for (const { check, result, says } of findings) print(`${result.padEnd(6)} ${check.padEnd(9)} ${says}`);
	return findings.some(({ result }) => result === "wrong") ? EXIT.failed : EXIT.done;
}

async function tryFolder(dataFolder: string): Promise<Finding[]> {
	const isNew = !existsSync(dataFolder);
	let folder: string;
	try {
		mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
		folder = mkdtempSync(join(dataFolder, "doctor-"));
	} catch (error) {
		return [{ check: "folder", result: "wrong", says: `${dataFolder} cannot be written: ${reasonOf(error)}` }];
	}
	try {
		return [
			checkSpace(dataFolder),
			await check("database", () => openDatabase(folder)),
			await check("renderer", () => draw(folder)),
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
		if (isNew) rmdirSync(dataFolder);
	}
}

async function check(name: string, tryIt: () => Promise<string>): Promise<Finding> {
	try {
		return { check: name, result: "ok", says: await tryIt() };
	} catch (error) {
		return { check: name, result: "wrong", says: reasonOf(error) };
	}
}

async function openDatabase(folder: string): Promise<string> {
	const stores = await openSqliteForCommand({ file: join(folder, "filmgate.db"), clock: systemClock });
	await stores.close();
	return "opens, migrates and closes";
}

async function draw(folder: string): Promise<string> {
	const renderer = createRenderProcess();
	const size = { width: 320, height: 180, seconds: 1 };
	const order = plainOrder({ prompt: "sea at sunset", ...size, sound: true, mark: true });
	try {
		const job = { order, folder: join(folder, "film"), lane: "test", onProgress: () => {} } as const;
		const film = await renderer.render({ ...job, signal: AbortSignal.timeout(60_000) });
		const sound = film.hasSound ? "with sound" : "without sound";
		return `drew ${film.width}x${film.height}, ${film.seconds} s, ${sound}, in ${film.renderMs} ms`;
	} finally {
		await renderer.close();
	}
}

function checkSpace(folder: string): Finding {
	const { bavail, bsize } = statfsSync(folder);
	const says = `${folder}, ${((bavail * bsize) / 1e9).toFixed(1)} GB free`;
	return { check: "folder", result: bavail * bsize < FREE_BYTES_WANTED ? "note" : "ok", says };
}

/** The folder's server answers, or there is none and one could listen. */
export async function checkServer({ dataFolder, host, port }: Config): Promise<Finding> {
	const server = readServerFile(dataFolder);
	if (server === null) return await tryPort(host, port);
	try {
		const { status } = await fetch(`${server.url}/healthz`, { signal: AbortSignal.timeout(5_000) });
		const result = status === 200 ? "ok" : "wrong";
		return { check: "server", result, says: `${server.url}/healthz answers ${status}` };
	} catch {
		return {
			check: "server",
			result: "wrong",
			says: `process ${server.pid} should serve ${server.url}, but is silent`,
		};
	}
}

async function tryPort(host: string, port: number): Promise<Finding> {
	const listener = createServer();
	try {
		await once(listener.listen(port, host), "listening");
		return { check: "server", result: "note", says: `none serves this folder; ${host}, port ${port} is free` };
	} catch (error) {
		return {
			check: "server",
			result: "note",
			says: `none serves this folder; ${host}, port ${port}: ${reasonOf(error)}`,
		};
	} finally {
		listener.close();
	}
}

function reasonOf(error: unknown): string {
	return systemReason(error) ?? (error instanceof Error ? error.message : String(error));
}
