import type { Payload } from "../../../core/announcement.ts";
import { payloadColumn } from "../announcement-columns.ts";
import type { Connection } from "../connection.ts";

export interface KeepPayload {
	readonly id: string;
	readonly payload: Payload;
}

export function keepPayload(connection: Connection, { id, payload }: KeepPayload): void {
	connection.sql("UPDATE announcements SET payload = ? WHERE id = ?").run(payloadColumn.write(payload), id);
}
