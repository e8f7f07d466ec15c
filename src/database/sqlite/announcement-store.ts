import type { AnnouncementQuery, AnnouncementStore } from "../../core/ports/announcements.ts";
import {
	attemptRow,
	readAnnouncement,
	readWebhook,
	SELECT_ANNOUNCEMENTS,
	SELECT_WEBHOOKS,
} from "./announcement-columns.ts";
import type { CommandName, PayloadOf, ResultOf } from "./commands/index.ts";
import type { Connection } from "./connection.ts";
import { asItIs, type Writer } from "./writer.ts";

/** The announcement store of the embedded database. */
export function createAnnouncementStore({ reader, writer }: { reader: Connection; writer: Writer }): AnnouncementStore {
	const write = <Name extends CommandName>(name: Name, payload: PayloadOf<Name>): Promise<ResultOf<Name>> =>
		writer.write(name, payload, { read: asItIs, refusable: false });
	return {
		createWebhook: (webhook) => write("createWebhook", webhook),
		changeWebhook: (id, change) => write("changeWebhook", { id, change }),
		deleteWebhook: (id) => write("deleteWebhook", { id }),
		keepPayload: (id, payload) => write("keepPayload", { id, payload }),
		recordAttempt: (record) => write("recordAttempt", record),
		recordTest: (announcement, attempt) => write("recordTest", { announcement, attempt }),
		redeliver: (id, now) => write("redeliver", { id, now }),
		sweepAnnouncements: (before, limit) => write("sweepAnnouncements", { before, limit }),
		async findWebhook(id) {
			const row = reader.sql(`${SELECT_WEBHOOKS} WHERE id = ?`).get(id);
			return row === undefined ? null : readWebhook(row);
		},
		async listWebhooks() {
			return reader.sql(`${SELECT_WEBHOOKS} ORDER BY rowid`).all().map(readWebhook);
		},
		async waiting() {
			const rows = reader.sql(`SELECT id FROM webhooks WHERE EXISTS
				(SELECT 1 FROM announcements WHERE webhook = webhooks.id AND next_at IS NOT NULL) ORDER BY rowid`);
			return rows.pluck().all().map(String);
		},
		async upcoming(webhook, limit) {
			return reader
				.sql(`${SELECT_ANNOUNCEMENTS} WHERE webhook = ? AND next_at IS NOT NULL ORDER BY next_at, seq LIMIT ?`)
				.all(webhook, limit)
				.map(readAnnouncement);
		},
		async find(id) {
			const row = reader.sql(`${SELECT_ANNOUNCEMENTS} WHERE id = ?`).get(id);
			return row === undefined ? null : readAnnouncement(row);
		},
		list: async (query) => list(reader, query).map(readAnnouncement),
		async attempts(id) {
			const rows = reader.sql(
				"SELECT at, ms, status, error, head FROM attempts WHERE announcement = ? ORDER BY number",
			);
			return rows.all(id).map((row) => attemptRow.parse(row));
		},
	};
}

/** Each kind of question by itself, so that each has its index. */
function list(reader: Connection, { webhook, taskId, before, limit }: AnnouncementQuery): readonly unknown[] {
	const wishes: [text: string, value: unknown][] = [
		...(taskId === undefined ? [] : [["task_id = ?", taskId] as [string, unknown]]),
		...(webhook === undefined && taskId !== undefined ? [] : [["webhook = ?", webhook ?? ""] as [string, unknown]]),
		...(before === undefined
			? []
			: [["seq < (SELECT seq FROM announcements WHERE id = ?)", before] as [string, unknown]]),
	];
	const where = wishes.map(([text]) => text).join(" AND ");
	return reader
		.sql(`${SELECT_ANNOUNCEMENTS} WHERE ${where} ORDER BY seq DESC LIMIT ?`)
		.all(...wishes.map(([, value]) => value), limit);
}
