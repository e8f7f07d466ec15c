import type { Connection } from "../connection.ts";

export interface SweepAnnouncements {
	readonly before: number;
	readonly limit: number;
}

export function sweepAnnouncements(connection: Connection, { before, limit }: SweepAnnouncements): number {
	return connection
		.sql(`DELETE FROM announcements WHERE seq IN
			(SELECT seq FROM announcements WHERE settled_at < ? ORDER BY settled_at LIMIT ?)`)
		.run(before, limit).changes;
}
