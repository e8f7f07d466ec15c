import type { Connection } from "../connection.ts";

/** Whether there was one. */
export function deleteUpload(connection: Connection, id: number): boolean {
	return connection.sql("DELETE FROM uploads WHERE id = ?").run(id).changes > 0;
}
