import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { vi } from "vitest";
import { readServerFile } from "../server/server-file.ts";

export interface Outcome {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

const PROGRAM = fileURLToPath(new URL("../../../bin/filmgate.js", import.meta.url));

/** Runs one command to its end, in a process of its own and with no setting but these. */
export async function filmgate(args: readonly string[], environment: Environment = {}): Promise<Outcome> {
	const child = start(args, environment);
	const [stdout, stderr, [code]] = await Promise.all([
		read(child, "stdout"),
		read(child, "stderr"),
		once(child, "exit"),
	]);
	return { code, stdout, stderr };
}

/** What a command with `--json` printed; throws what it complained of. */
export async function filmgateJson<Value>(args: readonly string[], environment: Environment = {}): Promise<Value> {
	const { code, stdout, stderr } = await filmgate([...args, "--json"], environment);
	if (code !== 0) throw new Error(`filmgate ${args.join(" ")} ended with ${code}: ${stderr}`);
	return JSON.parse(stdout) as Value;
}

export interface Serving {
	readonly url: string;
	readonly pid: number;
	/** Sends the signal and waits for the end. */
	end(signal?: NodeJS.Signals): Promise<Outcome>;
}

/** `filmgate serve` on a folder, once it serves. End it. */
export async function serve(folder: string, environment: Environment = {}): Promise<Serving> {
	const child = start(["serve", "--port", "0", "--data", folder], environment);
	const output = Promise.all([read(child, "stdout"), read(child, "stderr")]);
	const exited = once(child, "exit");
	const ready = () => {
		const server = readServerFile(folder);
		if (server?.pid !== child.pid && child.exitCode === null) throw new Error("It does not serve yet.");
		return server;
	};
	const server = await vi.waitFor(ready, { interval: 10, timeout: 20_000 });
	if (server === null) throw new Error((await output).join(""));
	return {
		...server,
		async end(signal = "SIGTERM") {
			child.kill(signal);
			const [code] = await exited;
			const [stdout, stderr] = await output;
			return { code, stdout, stderr };
		},
	};
}

/** What a folder's first start has written down. */
export function readFirstKeys(folder: string): { readonly live: string; readonly test: string } {
	return JSON.parse(readFileSync(join(folder, "first-keys.json"), "utf8"));
}

/** Starts a command with nobody at its terminal. */
export function start(args: readonly string[], environment: Environment = {}): ChildProcess {
	const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("FILMGATE_"));
	// Other tests keep both cores busy: a renderer that gave way to them would not get on.
	const own = { FILMGATE_LOG_LEVEL: "error", FILMGATE_RENDER_NICENESS: "0" };
	const env = { ...Object.fromEntries(inherited), ...own, ...environment };
	return spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
}

async function read(child: ChildProcess, stream: "stdout" | "stderr"): Promise<string> {
	return child[stream] === null ? "" : await text(child[stream]);
}
