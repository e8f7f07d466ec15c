import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { fileURLToPath } from "node:url";

export interface End {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
	/** What it complained of. */
	readonly complaint: string;
}

/** A process that ends with this one. */
export interface Child {
	readonly pid: number;
	/** Its first line, or null when it ended without one. */
	readonly ready: Promise<string | null>;
	readonly ended: Promise<End>;
	send(signal: NodeJS.Signals): void;
	/** SIGKILL, also for one that is stopped; resolves once it is dead. */
	kill(): Promise<End>;
}

/** Begins a program of this folder with one argument, as JSON. */
export function begin(file: string, argument: object): Child {
	const path = fileURLToPath(new URL(file, import.meta.url));
	const child = spawn(process.execPath, [path, JSON.stringify(argument)], { stdio: ["ignore", "pipe", "pipe", "ipc"] });
	const ended = watch(child);
	const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
	const ready = Promise.race([once(lines, "line").then(([line]) => line as string), ended.then(() => null)]);
	return {
		pid: child.pid as number,
		ready,
		ended,
		send: (signal) => void child.kill(signal),
		kill() {
			child.kill("SIGKILL");
			return ended;
		},
	};
}

async function watch(child: ChildProcess): Promise<End> {
	let complaint = "";
	child.stderr?.on("data", (chunk: Buffer) => {
		complaint = (complaint + chunk.toString()).slice(-4_000);
	});
	const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
	return { code, signal, complaint };
}
