import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";
import type { UpstreamEngineOptions } from "./engine.ts";

export interface Upstream {
	readonly url: string;
	/** Every start that reached the vendor, in order. */
	starts(): Promise<{ readonly token: string; readonly prompt: string }[]>;
	/** All work is done from now on. */
	release(): Promise<void>;
	end(): Promise<void>;
}

const FILM = fileURLToPath(new URL("../../src/media/fixtures/fast-start.mp4", import.meta.url));

export async function startUpstream(): Promise<Upstream> {
	const { child, line: url } = await startProcess("process.ts", FILM);
	return {
		url,
		async starts() {
			return (await (await fetch(`${url}/starts`)).json()) as { token: string; prompt: string }[];
		},
		async release() {
			await fetch(`${url}/release`, { method: "POST" });
		},
		end: () => kill(child),
	};
}

export interface KillableServer {
	readonly url: string;
	/** Null when the folder had a server before. */
	readonly keys: { readonly live: string; readonly test: string } | null;
	/** SIGKILL; resolves once it is dead. */
	kill(): Promise<void>;
}

/** A server in a process of its own, on a folder that may have been another's. */
export async function startServer(options: UpstreamEngineOptions & { dataFolder: string }): Promise<KillableServer> {
	const { child, line } = await startProcess("server-process.ts", JSON.stringify(options));
	return { ...JSON.parse(line), kill: () => kill(child) };
}

/** Resolves with the process's first line. */
async function startProcess(file: string, argument: string): Promise<{ child: ChildProcess; line: string }> {
	const path = fileURLToPath(new URL(file, import.meta.url));
	const child = spawn(process.execPath, [path, argument], { stdio: ["ignore", "pipe", "inherit"] });
	const lines = createInterface({ input: child.stdout });
	const [line] = (await Promise.race([once(lines, "line"), once(child, "exit")])) as [unknown];
	if (typeof line !== "string") throw new Error(`${file} ended with ${line} before it was ready.`);
	return { child, line };
}

async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, "exit");
	child.kill("SIGKILL");
	await exited;
}
