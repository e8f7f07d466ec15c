import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";

const APPEND_BYTES = 4_096;

/** What the disk can do at most: how often a second 4 KiB at the end of a file can be forced to it. */
export function forcedAppendsPerSecond(folder: string, forMs: number): number {
	const file = openSync(join(folder, "appends"), "a");
	const bytes = Buffer.alloc(APPEND_BYTES, "x");
	const startedAt = performance.now();
	let appends = 0;
	for (; performance.now() - startedAt < forMs; appends += 1) {
		writeSync(file, bytes);
		fdatasyncSync(file);
	}
	const seconds = (performance.now() - startedAt) / 1_000;
	closeSync(file);
	return appends / seconds;
}
