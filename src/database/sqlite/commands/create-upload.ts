import type { Upload } from "../../../core/medium.ts";
import type { Connection } from "../connection.ts";
import { uploadColumn } from "../upload-column.ts";
import { findByRequest } from "../upload-rows.ts";

/** Gives the upload as stored: under the wanted id or the next that is free; or the first one of the same request key. */
export function createUpload(connection: Connection, upload: Upload): Upload {
	const known = findKnown(connection, upload);
	if (known !== null) return known;
	const statement = connection.sql(
		`INSERT INTO uploads (id, sha256, expires_at, facts, account, mode, purpose, request_key)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
	);
	const rest = [
		upload.medium.sha256,
		upload.expiresAt,
		uploadColumn.write(upload),
		upload.account,
		upload.mode,
		upload.purpose,
		upload.request?.key ?? null,
	];
	let { id } = upload;
	while (statement.run(id, ...rest).changes === 0) id += 1;
	return { ...upload, id };
}

/** What has expired is no answer to anybody, although it is not swept yet. */
function findKnown(connection: Connection, { account, mode, request, createdAt }: Upload): Upload | null {
	if (request === undefined) return null;
	connection
		.sql("UPDATE uploads SET request_key = NULL WHERE account = ? AND mode = ? AND request_key = ? AND expires_at <= ?")
		.run(account, mode, request.key, createdAt);
	return findByRequest(connection, { account, mode, key: request.key });
}
