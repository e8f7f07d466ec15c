import { readdirSync, readFileSync } from "node:fs";

const LOOK_EVERY_MS = 50;

/** Watches a process and its children; `end` gives the most memory that they held together at a look, MiB. Linux only: null elsewhere. */
export function watchMemory(pid: number): { end(): number | null } {
	if (process.platform !== "linux") return { end: () => null };
	let most = 0;
	const timer = setInterval(() => {
		most = Math.max(most, residentMiB(pid));
	}, LOOK_EVERY_MS);
	return {
		end() {
			clearInterval(timer);
			return most;
		},
	};
}

function residentMiB(pid: number): number {
	const own = /^VmRSS:\s+(\d+) kB/m.exec(readText(`/proc/${pid}/status`))?.[1] ?? "0";
	return childrenOf(pid).reduce((sum, child) => sum + residentMiB(child), Number(own) / 1_024);
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
