import type { Id } from "../ids.ts";
import type { Mode } from "../account.ts";
import type { Upload, UploadPurpose } from "../medium.ts";

/** Where uploads are remembered; their bytes are blobs. */
export interface UploadStore {
	/**
	 * A clash of ids takes the next free one; returns the upload as stored. One whose request key the account used before in
	 * this mode stores nothing, and returns the first one, unless that has expired.
	 */
	createUpload(upload: Upload): Promise<Upload>;
	findUpload(id: Id): Promise<Upload | null>;
	/** What a request key made of an account in a mode. */
	findUploadByRequest(request: UploadRequestKey): Promise<Upload | null>;
	/** Newest first; those included that expired and were not swept yet. */
	listUploads(query: UploadQuery): Promise<readonly Upload[]>;
	/** False when there is none of this id. Its bytes go when nothing else refers to them. */
	deleteUpload(id: Id): Promise<boolean>;
	/** Forgets uploads that expired before `now`; returns how many. */
	sweepUploads(now: number, limit: number): Promise<number>;
	/** Which of these blobs (by SHA-256) some film, cover, upload or unfinished order refers to. */
	referredBlobs(hashes: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface UploadRequestKey {
	readonly account: string;
	readonly mode: Mode;
	readonly key: string;
}

export interface UploadQuery {
	readonly account: string;
	readonly mode: Mode;
	readonly purpose: UploadPurpose;
	/** Only older ones (smaller ids) than this. */
	readonly before?: Id;
	/** 1 to 100. */
	readonly limit: number;
}
