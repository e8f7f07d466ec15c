import type { Mode } from "./account.ts";

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

/** A medium that a client sent ahead of its order. */
export interface Upload {
	readonly id: number;
	readonly account: string;
	readonly mode: Mode;
	readonly medium: Medium;
	readonly createdAt: number;
	/** When the reaper takes it away. */
	readonly expiresAt: number;
}
