import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import type { Answer, Question } from "./parent.ts";

/** A program of the bench in a process of its own. */
export interface Child {
	readonly pid: number;
	/** What it said of itself when it was ready. */
	readonly ready: unknown;
	ask(question: Question): Promise<unknown>;
	/** CPU time that it has used so far, all threads, ms. */
	cpuMs(): Promise<number>;
	stop(): Promise<void>;
}

export interface ChildOptions {
	/** The core that it has to keep to, where the machine has one to spare and a way to say so. */
	readonly core?: number;
	readonly args?: readonly string[];
	readonly nodeArgs?: readonly string[];
}

/** Starts `bench/lib/<program>.ts` and waits until it is ready. */
export async function startChild(program: string, options: ChildOptions = {}): Promise<Child> {
	const file = new URL(`./${program}.ts`, import.meta.url).pathname;
	const command = [process.execPath, ...(options.nodeArgs ?? []), file, ...(options.args ?? [])];
	const child = start(pinned(command, options.core));
	const waiting: PromiseWithResolvers<unknown>[] = [];
	const ended = once(child, "exit").then(() => {
		for (const { reject } of waiting.splice(0)) reject(new Error(`${program} ended.`));
	});
	child.on("message", ({ failure, value }: Answer) => {
		const first = waiting.shift();
		if (failure === null) first?.resolve(value);
		else first?.reject(new Error(`${program}: ${failure}`));
	});
	const answer = (): Promise<unknown> => {
		const result = Promise.withResolvers<unknown>();
		waiting.push(result);
		return result.promise;
	};
	const ask = (question: Question): Promise<unknown> => {
		const promised = answer();
		child.send(question);
		return promised;
	};
	return {
		ready: await answer(),
		pid: child.pid as number,
		ask,
		cpuMs: async () => (await ask({ kind: "cpu" })) as number,
		async stop() {
			if (child.connected) child.disconnect();
			await ended;
		},
	};
}

function start([command = "", ...args]: readonly string[]): ChildProcess {
	return spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

function pinned(command: readonly string[], core: number | undefined): readonly string[] {
	const possible = process.platform === "linux" && availableParallelism() > 1;
	return core === undefined || !possible ? command : ["taskset", "-c", String(core), ...command];
}
