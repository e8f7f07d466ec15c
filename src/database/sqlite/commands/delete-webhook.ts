import type { Connection } from "../connection.ts";

/** Its announcements and their attempts go with it. */
export function deleteWebhook(connection: Connection, { id }: { readonly id: string }): boolean {
	return connection.sql("DELETE FROM webhooks WHERE id = ?").run(id).changes === 1;
}
