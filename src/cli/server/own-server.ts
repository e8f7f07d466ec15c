import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CommandError } from "../exit.ts";
import { readServerFile } from "./server-file.ts";

export interface OwnServer {
	readonly url: string;
	readonly key: string;
	/** Ends it and removes its folder. */
	stop(): Promise<void>;
}

const LOOK_EVERY_MS = 20;
const READY_WITHIN_MS = 30_000;

const OF_MACHINE: ReadonlySet<string> = new Set(["FILMGATE_FFMPEG", "FILMGATE_RENDER_NICENESS"]);

const firstKeys = z.object({ live: z.string() });

/** A server in a process and a folder of its own, for one command. It ends with this process, however this one ends. */
export async function startOwnServer(): Promise<OwnServer> {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-"));
	const child = startServe(folder);
	const listening = new AbortController();
	let told: NodeJS.Signals | null = null;
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		const remember = () => {
			told = signal;
			child.kill("SIGTERM");
		};
		process.on(signal, remember);
		listening.signal.addEventListener("abort", () => process.off(signal, remember));
	}
	const stop = async () => {
		await end(child);
		rmSync(folder, { recursive: true, force: true });
		listening.abort();
		// Whoever interrupted this process gets what they asked for, now that nothing is left behind.
		if (told !== null) process.kill(process.pid, told);
	};
	try {
		const url = await untilReady(child, folder);
		const keys = firstKeys.parse(JSON.parse(readFileSync(join(folder, "first-keys.json"), "utf8")));
		return { url, key: keys.live, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function startServe(folder: string): ChildProcess {
	const program = fileURLToPath(new URL("../../../bin/filmgate.js", import.meta.url));
	const serve = [program, "serve", "--with-parent", "--host", "127.0.0.1", "--port", "0", "--data", folder];
	// What is set for another server, such as its public address, is not meant for this one; what is set for this machine is.
	const meant = Object.entries(process.env).filter(([name]) => !name.startsWith("FILMGATE_") || OF_MACHINE.has(name));
	const env = { ...Object.fromEntries(meant), FILMGATE_LOG_LEVEL: process.env.FILMGATE_LOG_LEVEL ?? "error" };
	return spawn(process.execPath, serve, { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
}

async function untilReady(child: ChildProcess, folder: string): Promise<string> {
	const deadline = performance.now() + READY_WITHIN_MS;
	while (child.exitCode === null && child.signalCode === null && performance.now() < deadline) {
		const server = readServerFile(folder);
		if (server !== null) return server.url;
		await pause(LOOK_EVERY_MS);
	}
	throw new CommandError("The server for this film did not start. Try: filmgate doctor");
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, "exit");
	child.kill("SIGTERM");
	await exited;
}
