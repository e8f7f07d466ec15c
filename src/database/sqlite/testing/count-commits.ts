import { readFileSync } from "node:fs";

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/**
 * How many commits a database's write-ahead log holds. The last frame of each commit says how large the file became;
 * the others say 0 there. Frames from before the log was last begun anew carry another salt.
 */
export function countCommits(file: string): number {
	const log = readFileSync(`${file}-wal`);
	const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8);
	const salt = log.subarray(16, 24);
	let commits = 0;
	for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
		if (log.subarray(at + 8, at + 16).equals(salt) && log.readUInt32BE(at + 4) > 0) commits += 1;
	}
	return commits;
}
