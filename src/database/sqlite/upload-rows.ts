import { z } from "zod";
import type { Upload } from "../../core/medium.ts";
import type { UploadRequestKey } from "../../core/ports/upload-store.ts";
import type { Connection } from "./connection.ts";
import { uploadColumn } from "./upload-column.ts";

const uploadRow = z.object({ id: z.int(), facts: z.string() });

export function readUpload(row: unknown): Upload {
	const { id, facts } = uploadRow.parse(row);
	return { ...uploadColumn.read(facts), id };
}

/** What a request key made of an account in a mode, expired or not. */
export function findByRequest(connection: Connection, { account, mode, key }: UploadRequestKey): Upload | null {
	const row = connection
		.sql("SELECT id, facts FROM uploads WHERE account = ? AND mode = ? AND request_key = ?")
		.get(account, mode, key);
	return row === undefined ? null : readUpload(row);
}
