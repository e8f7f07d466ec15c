import type { Clock } from "../clock.ts";
import { FilmgateError } from "../errors.ts";
import type { IdMinter } from "../ids.ts";
import type { UploadStore } from "../ports/upload-store.ts";
import { isOwn } from "./read.ts";
import type { UseCases } from "./use-cases.ts";

export interface UploadNeeds {
	readonly uploads: UploadStore;
	readonly ids: IdMinter;
	readonly clock: Clock;
}

/** An upload is kept as long as its account keeps finished tasks. */
export function createAddUpload({ uploads, ids, clock }: UploadNeeds): UseCases["addUpload"] {
	return async (caller, medium) => {
		const createdAt = clock.now();
		return await uploads.createUpload({
			id: ids.mint(),
			account: caller.account.id,
			mode: caller.mode,
			medium,
			createdAt,
			expiresAt: createdAt + caller.account.retentionMs[caller.mode],
		});
	};
}

export function createFindUpload({ uploads, clock }: UploadNeeds): UseCases["findUpload"] {
	return async (caller, id, field) => {
		const upload = await uploads.findUpload(id);
		if (upload === null || !isOwn(caller, upload) || upload.expiresAt <= clock.now()) {
			throw new FilmgateError("medium_not_found", `${field} ${id} is no upload of this account.`, { field });
		}
		return upload;
	};
}
