import type { Id } from "../ids.ts";
import type { Upload } from "../medium.ts";

/** Where uploads are remembered; their bytes are blobs. */
export interface UploadStore {
	/** A clash of ids takes the next free one; returns the upload as stored. */
	createUpload(upload: Upload): Promise<Upload>;
	findUpload(id: Id): Promise<Upload | null>;
	/** Forgets uploads that expired before `now`; returns how many. */
	sweepUploads(now: number, limit: number): Promise<number>;
	/** Which of these blobs (by SHA-256) some film, cover, upload or unfinished order refers to. */
	referredBlobs(hashes: readonly string[]): Promise<ReadonlySet<string>>;
}
