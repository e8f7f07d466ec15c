import type { UploadStore } from "../../core/ports/upload-store.ts";
import type { Connection } from "./connection.ts";
import { uploadColumn } from "./upload-column.ts";
import { findByRequest, readUpload } from "./upload-rows.ts";
import { asItIs, type Writer } from "./writer.ts";

/** The upload store of the embedded database. */
export function createUploadStore({ reader, writer }: { reader: Connection; writer: Writer }): UploadStore {
	return {
		createUpload: (upload) => writer.write("createUpload", upload, { read: asItIs, refusable: true }),
		async findUpload(id) {
			const facts = reader.sql("SELECT facts FROM uploads WHERE id = ?").pluck().get(id);
			return facts === undefined ? null : { ...uploadColumn.read(String(facts)), id };
		},
		findUploadByRequest: async (request) => findByRequest(reader, request),
		listUploads: async ({ account, mode, purpose, before = Number.MAX_SAFE_INTEGER, limit }) =>
			reader
				.sql(`SELECT id, facts FROM uploads
					WHERE account = ? AND mode = ? AND purpose = ? AND id < ? ORDER BY id DESC LIMIT ?`)
				.all(account, mode, purpose, before, limit)
				.map(readUpload),
		deleteUpload: (id) => writer.write("deleteUpload", id, { read: asItIs, refusable: true }),
		sweepUploads: (now, limit) => writer.write("sweepUploads", { now, limit }, { read: asItIs, refusable: false }),
		async referredBlobs(hashes) {
			const referred = reader
				.sql(`SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM films WHERE sha256 = value)
					OR EXISTS (SELECT 1 FROM films WHERE cover_sha256 = value)
					OR EXISTS (SELECT 1 FROM uploads WHERE sha256 = value)
					OR EXISTS (SELECT 1 FROM task_inputs WHERE sha256 = value)`)
				.pluck()
				.all(JSON.stringify(hashes));
			return new Set(referred.map(String));
		},
	};
}
