import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** No upload takes this long: a temporary file of this age belonged to a process that was killed. */
const STALE_AFTER_MS = 3_600_000;

/** Makes a folder for temporary files, or removes from it what a killed process left an hour ago or earlier. */
export function prepareTemporaryFolder(folder: string, now: number): void {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		const found = statSync(path, { throwIfNoEntry: false });
		if (found?.isFile() && found.mtimeMs <= now - STALE_AFTER_MS) rmSync(path, { force: true });
	}
}
