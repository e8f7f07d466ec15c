import type { Clock } from "../clock.ts";
import { FilmgateError } from "../errors.ts";
import type { IdMinter } from "../ids.ts";
import type { Upload } from "../medium.ts";
import type { UploadStore } from "../ports/upload-store.ts";
import { isOwn } from "./read.ts";
import type { UseCases } from "./use-cases.ts";

export interface UploadNeeds {
	readonly uploads: UploadStore;
	readonly ids: IdMinter;
	readonly clock: Clock;
}

type UploadCases = Pick<
	UseCases,
	"replayUpload" | "addUpload" | "findUpload" | "readUpload" | "listUploads" | "deleteUpload"
>;

export function createUploadCases({ uploads, ids, clock }: UploadNeeds): UploadCases {
	return {
		async replayUpload({ account, mode }, key, hash) {
			const known = await uploads.findUploadByRequest({ account: account.id, mode, key });
			const isLive = known !== null && known.expiresAt > clock.now();
			return isLive ? sameRequest(known, await hash()) : null;
		},

		/** Kept as long as its account keeps finished tasks. */
		async addUpload(caller, medium, { purpose = "input", name = null, note = {}, request } = {}) {
			const { account, mode } = caller;
			const createdAt = clock.now();
			const expiresAt = createdAt + account.retentionMs[mode];
			const facts = { id: ids.mint(), account: account.id, mode, purpose, name, medium, note, createdAt, expiresAt };
			const stored = await uploads.createUpload(request === undefined ? facts : { ...facts, request });
			return sameRequest(stored, request?.hash);
		},

		async findUpload(caller, id, { field, purpose = "input" }) {
			const upload = await uploads.findUpload(id);
			if (upload?.purpose === purpose && isOwn(caller, upload) && upload.expiresAt > clock.now()) return upload;
			throw new FilmgateError("medium_not_found", `${field} ${id} is no ${NAMES[purpose]} of this account.`, { field });
		},

		async readUpload(caller, id) {
			const upload = await uploads.findUpload(id);
			if (upload?.purpose === "input" && isOwn(caller, upload) && upload.expiresAt > clock.now()) return upload;
			throw new FilmgateError("not_found", "There is no such upload.", { field: "id" });
		},

		async listUploads({ account, mode }, page) {
			const live: Upload[] = [];
			// A page that is not full is the last one to whoever reads it, so what has expired must not make one short.
			for (let { before } = page; ; ) {
				const older = before === undefined ? {} : { before };
				const found = await uploads.listUploads({ ...page, ...older, account: account.id, mode });
				live.push(...found.filter(({ expiresAt }) => expiresAt > clock.now()));
				before = found.at(-1)?.id;
				if (live.length >= page.limit || found.length < page.limit) return live.slice(0, page.limit);
			}
		},

		async deleteUpload(caller, id) {
			const upload = await uploads.findUpload(id);
			const deleted = upload !== null && isOwn(caller, upload) && (await uploads.deleteUpload(id));
			if (!deleted) throw new FilmgateError("not_found", "There is no such upload.", { field: "id" });
		},
	};
}

function sameRequest(stored: Upload, hash: string | undefined): Upload {
	if (stored.request?.hash === hash) return stored;
	throw new FilmgateError("duplicate_request", "This request key was used before, for another upload.");
}

const NAMES = { input: "upload", character: "character", voice: "voice", mask: "mask" } as const;
