import type { Connection } from "../connection.ts";

export interface RevokeKey {
	readonly id: string;
	readonly now: number;
}

export function revokeKey(connection: Connection, { id, now }: RevokeKey): boolean {
	return (
		connection.sql("UPDATE keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL").run(now, id).changes === 1
	);
}
