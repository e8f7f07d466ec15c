import type { Announcement, DeliveryAttempt } from "../../../core/announcement.ts";
import { announcementFacts, payloadColumn } from "../announcement-columns.ts";
import type { Connection } from "../connection.ts";
import { saveAttempt } from "./record-attempt.ts";

export interface RecordTest {
	readonly announcement: Announcement;
	readonly attempt: DeliveryAttempt;
}

/** A test is over when it is written down. */
export function recordTest(connection: Connection, { announcement, attempt }: RecordTest): void {
	const { id, webhook, status, tries, settledAt, payload } = announcement;
	connection
		.sql(`INSERT INTO announcements (id, webhook, status, tries, settled_at, facts, payload)
			VALUES (?, ?, ?, ?, ?, ?, ?)`)
		.run(
			id,
			webhook,
			status,
			tries,
			settledAt,
			announcementFacts.write(announcement),
			payload === null ? null : payloadColumn.write(payload),
		);
	saveAttempt(connection, id, attempt);
}
