import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export interface Child {
	/** What it said first. */
	readonly line: string;
	/** Ends it as `kill -9` does; resolves when it is gone. */
	kill(): Promise<void>;
}

/** Runs a program of this folder in a process of its own; resolves with its first line. It is gone when the test is over. */
export async function startChild(program: string, argument: string): Promise<Child> {
	const file = fileURLToPath(new URL(program, import.meta.url));
	const child = spawn(process.execPath, [file, argument], { stdio: ["ignore", "pipe", "inherit"] });
	const gone = once(child, "exit");
	const kill = async () => {
		child.kill("SIGKILL");
		await gone;
	};
	onTestFinished(kill);
	const [line] = await Promise.race([
		once(createInterface(child.stdout), "line"),
		gone.then(() => Promise.reject(new Error(`${program} ended before it said anything.`))),
	]);
	return { line: String(line), kill };
}
