import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A server as a user starts it: `filmgate serve` in a process of its own. */
export interface Product {
	readonly url: string;
	readonly pid: number;
	readonly folder: string;
	/** From spawn to 200 on `/healthz`. */
	readonly readyMs: number;
	/** The first live key, where this start made one. */
	firstKey(): string;
	/** Ends it; its folder stays. */
	leave(): Promise<void>;
	/** Ends it; a folder that was made for it goes. */
	stop(): Promise<void>;
}

export interface ProductOptions {
	/** Default: a fresh one. */
	readonly folder?: string;
	readonly env?: Readonly<Record<string, string>>;
}

const PROGRAM = fileURLToPath(new URL("../../bin/filmgate.js", import.meta.url));

export async function startProduct({ folder, env = {} }: ProductOptions = {}): Promise<Product> {
	const data = folder ?? mkdtempSync(join(tmpdir(), "filmgate-bench-"));
	const startedAt = performance.now();
	const serve = [PROGRAM, "serve", "--host", "127.0.0.1", "--port", "0", "--data", data];
	const child = spawn(process.execPath, serve, {
		env: { ...process.env, FILMGATE_LOG_LEVEL: "error", ...env },
		stdio: ["ignore", "pipe", "inherit"],
	});
	const url = await saidUrl(child);
	const answer = await fetch(`${url}/healthz`);
	if (answer.status !== 200) throw new Error(`/healthz answered ${answer.status}.`);
	return {
		...{ url, pid: child.pid as number, folder: data, readyMs: performance.now() - startedAt },
		firstKey: () => JSON.parse(readFileSync(join(data, "first-keys.json"), "utf8")).live,
		leave: () => end(child),
		async stop() {
			await end(child);
			if (folder === undefined) rmSync(data, { recursive: true, force: true });
		},
	};
}

/** The first URL that a program prints. */
export async function saidUrl(child: ChildProcess): Promise<string> {
	if (child.stdout === null) throw new Error("The program's words cannot be read.");
	for await (const line of createInterface(child.stdout)) {
		const url = /http:\/\/[\w.:]+/.exec(line)?.[0];
		if (url !== undefined) return url;
	}
	throw new Error("The program ended before it listened.");
}

export async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, "exit");
	child.kill("SIGTERM");
	await exited;
}
