import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A disk of its own for the data folder, small enough to be filled. */
export interface SmallDisk {
	/** Leaves not a byte free; again and again, as the server gives some back. */
	fill(): void;
	free(): void;
	unmount(): void;
}

const PIECE = Buffer.alloc(64 * 1024, 1);
const LAST_PIECE = 512;

/** Null where this process may not mount one. */
export function mountSmallDisk(folder: string, megabytes: number): SmallDisk | null {
	mkdirSync(folder, { recursive: true });
	const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "filmgate-chaos", folder]);
	if (mounted.status !== 0) return null;
	const ballast = join(folder, "ballast");
	// Lazily: a server may be about to die on it.
	const unmount = () => void spawnSync("umount", ["--lazy", folder]);
	process.once("exit", unmount);
	return {
		fill: () => writeUntilFull(ballast),
		free: () => rmSync(ballast, { force: true }),
		unmount() {
			process.off("exit", unmount);
			unmount();
		},
	};
}

function writeUntilFull(path: string): void {
	const file = openSync(path, "a");
	try {
		for (let piece = PIECE; piece.length >= LAST_PIECE; ) {
			try {
				writeSync(file, piece);
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
				piece = piece.subarray(0, piece.length / 2);
			}
		}
	} finally {
		closeSync(file);
	}
}
