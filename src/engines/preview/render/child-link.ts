import { type ChildProcess, fork } from "node:child_process";
import { getCompileCacheDir } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { siblingUrl } from "./artist.ts";
import type { FromChild, ToChild } from "./messages.ts";

/** The line to the render process, which is begun at the first message and again at the first one after its death. */
export interface ChildLink {
	/** The process's id; null while there is none. */
	readonly pid: number | null;
	/** Never fails: a message to a process that is dying is lost, and the death reported. Nothing is sent after `close`. */
	send(message: ToChild): void;
	/** Ends a process that does not end by itself, at once; its death is reported. */
	kill(): void;
	/** Ends the process and waits for it. Its death is not reported any more. */
	close(): Promise<void>;
}

export interface ChildLinkOptions {
	readonly threads: number;
	readonly niceness: number;
	onMessage(message: FromChild): void;
	/** The process ended unasked. How, in words. */
	onDeath(how: string): void;
}

/** How long a process that was told to end may take before it is killed. */
const lastWordsMs = 3_000;

/** `gc` is there for the threads between films; what they make by the frame is small or given up by hand. */
const nodeFlags = ["--expose-gc", "--max-semi-space-size=1", "--v8-pool-size=1"];
/**
 * For glibc; others ignore it. A film's canvases come and go with every frame and every film: one arena, so that the
 * threads fill each other's gaps, and no giving back of what the next frame takes again.
 */
const allocator = {
	MALLOC_ARENA_MAX: "1",
	MALLOC_MMAP_THRESHOLD_: String(2 ** 22),
	MALLOC_TRIM_THRESHOLD_: String(2 ** 24),
};

export function createChildLink(options: ChildLinkOptions): ChildLink {
	let child: ChildProcess | null = null;
	let closing = false;

	const begin = (): ChildProcess => {
		const begun = fork(fileURLToPath(siblingUrl("child")), [String(options.threads), String(options.niceness)], {
			execArgv: nodeFlags,
			env: { ...process.env, ...allocator, ...compileCache() },
			stdio: ["ignore", "ignore", "inherit", "ipc"],
			serialization: "advanced", // Pictures cross as bytes.
		});
		const end = (how: string) => {
			if (child !== begun) return;
			child = null;
			if (!closing) options.onDeath(how);
		};
		begun.on("message", (message) => options.onMessage(message as FromChild));
		begun.once("error", (error) => end(error.message));
		begun.once("exit", (code, signal) => end(signal ?? `code ${code}`));
		return begun;
	};

	return {
		get pid() {
			return child?.pid ?? null;
		},
		send(message) {
			if (closing) return;
			child ??= begin();
			child.send(message, () => {}); // An error here is the death that `exit` reports.
		},
		kill() {
			child?.kill("SIGKILL");
		},
		async close() {
			closing = true;
			if (child === null) return;
			const leaving = child;
			const gone = new Promise((resolve) => leaving.once("exit", resolve).once("error", resolve));
			const killer = setTimeout(() => leaving.kill("SIGKILL"), lastWordsMs);
			if (leaving.connected) leaving.disconnect();
			await gone;
			clearTimeout(killer);
		},
	};
}

/** The server's, for all threads of the process: what compiles TypeScript costs seven megabytes in each that needs it. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
	const folder = getCompileCacheDir();
	return folder === undefined ? {} : { NODE_COMPILE_CACHE: dirname(folder) };
}
