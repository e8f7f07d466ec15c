import { readdirSync, readFileSync } from "node:fs";

const LOOK_EVERY_MS = 100;

/**
 * Watches a process and its children; `end` gives the most memory that they held together at a look, MiB. What several
 * of them share, such as Node's own program, counts once. Linux only: null elsewhere.
 */
export function watchMemory(pid: number): { end(): number | null } {
	if (process.platform !== "linux") return { end: () => null };
	let most = 0;
	const timer = setInterval(() => {
		most = Math.max(most, heldMiB(pid));
	}, LOOK_EVERY_MS);
	return {
		end() {
			clearInterval(timer);
			return most;
		},
	};
}

/** The proportional set size: of a page that n processes have, each has an n-th. */
function heldMiB(pid: number): number {
	const own = /^Pss:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/smaps_rollup`))?.[1] ?? "0";
	return childrenOf(pid).reduce((sum, child) => sum + heldMiB(child), Number(own) / 1_024);
}

function childrenOf(pid: number): number[] {
	const threads = readFolder(`/proc/${pid}/task`);
	return threads.flatMap((thread) =>
		readText(`/proc/${pid}/task/${thread}/children`)
			.split(" ")
			.flatMap((text) => Number(text) || []),
	);
}

/** What is gone meanwhile is empty. */
function readText(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}

function readFolder(path: string): string[] {
	try {
		return readdirSync(path);
	} catch {
		return [];
	}
}
