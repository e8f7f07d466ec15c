import { FilmgateError } from "../../../core/errors.ts";
import type { Announcement } from "../../../core/announcement.ts";
import { readAnnouncement, SELECT_ANNOUNCEMENTS } from "../announcement-columns.ts";
import type { Connection } from "../connection.ts";

export interface Redeliver {
	readonly id: string;
	readonly now: number;
}

/** Somebody asked for this one: it does not wait for others of its task. */
export function redeliver(connection: Connection, { id, now }: Redeliver): Announcement | null {
	const select = connection.sql(`${SELECT_ANNOUNCEMENTS} WHERE id = ?`);
	const row = select.get(id);
	if (row === undefined) return null;
	const { webhook } = readAnnouncement(row);
	if (connection.sql("SELECT 1 FROM webhooks WHERE id = ? AND disabled_at IS NOT NULL").get(webhook) !== undefined) {
		throw new FilmgateError("conflict", `Webhook ${webhook} is disabled.`);
	}
	connection
		.sql(`UPDATE announcements SET status = 'pending', tries = 0, next_at = ?, settled_at = NULL WHERE id = ?`)
		.run(now, id);
	return readAnnouncement(select.get(id));
}
