import type { Connection } from "../connection.ts";

export interface SweepUploads {
	readonly now: number;
	readonly limit: number;
}

export function sweepUploads(connection: Connection, { now, limit }: SweepUploads): number {
	return connection
		.sql("DELETE FROM uploads WHERE id IN (SELECT id FROM uploads WHERE expires_at < ? ORDER BY expires_at LIMIT ?)")
		.run(now, limit).changes;
}
