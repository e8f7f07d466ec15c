import type { Mode } from "./account.ts";
import type { JsonObject } from "./json.ts";

/** A client's picture, video or sound after it came in: stored by content, sniffed, measured. Nothing else of it is kept. */
export interface Medium {
	/** Hex SHA-256 of its bytes: the name of its blob. */
	readonly sha256: string;
	/** What its bytes say it is, whatever the client called it. */
	readonly mime: string;
	readonly bytes: number;
	/** Pixels as shown (after its rotation tag); null for sound. */
	readonly width: number | null;
	readonly height: number | null;
	/** Length; null for a still picture. */
	readonly seconds: number | null;
}

/**
 * What an upload is for:
 *
 * - `input`: to be named by an order.
 * - `character`: somebody whom orders call by a name.
 * - `voice`: a sample of how somebody speaks.
 * - `mask`: a region of a film's frame, that this server found.
 */
export const UPLOAD_PURPOSES = ["input", "character", "voice", "mask"] as const;

export type UploadPurpose = (typeof UPLOAD_PURPOSES)[number];

/** A medium that a client sent ahead of its order, or that was made for it. */
export interface Upload {
	readonly id: number;
	readonly account: string;
	readonly mode: Mode;
	readonly purpose: UploadPurpose;
	/** What the client calls it; null where it has no name. */
	readonly name: string | null;
	readonly medium: Medium;
	/** What else the wire that made it has to remember. */
	readonly note: JsonObject;
	readonly createdAt: number;
	/** When the reaper takes it away. */
	readonly expiresAt: number;
	/** The request that made it, where that named itself: its key, and what tells it from another one under the same key. */
	readonly request?: { readonly key: string; readonly hash: string };
}
