import type { Connection } from "../connection.ts";

export interface SweepTombstones {
	readonly before: number;
	readonly limit: number;
}

/** The history goes with the row; the ledger stays. */
export function sweepTombstones(connection: Connection, { before, limit }: SweepTombstones): number {
	return connection
		.sql(`DELETE FROM tasks WHERE id IN
			(SELECT id FROM tasks WHERE deleted_at IS NOT NULL AND deleted_at < ? ORDER BY deleted_at LIMIT ?)`)
		.run(before, limit).changes;
}
