import type { Upload } from "../../../core/medium.ts";
import type { Connection } from "../connection.ts";
import { uploadColumn } from "../upload-column.ts";

/** Gives the id under which it is stored: the wanted one, or the next that is free. */
export function createUpload(connection: Connection, upload: Upload): number {
	const statement = connection.sql(
		"INSERT INTO uploads (id, sha256, expires_at, facts, account, mode, purpose) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
	);
	const rest = [
		upload.medium.sha256,
		upload.expiresAt,
		uploadColumn.write(upload),
		upload.account,
		upload.mode,
		upload.purpose,
	];
	let { id } = upload;
	while (statement.run(id, ...rest).changes === 0) id += 1;
	return id;
}
