import type { Id } from "./ids.ts";
import type { JsonValue } from "./json.ts";

export type FilmKind = "video" | "image" | "audio";

/** A finished piece of work in our own archive, measured from its bytes. */
export interface Film {
	readonly id: Id;
	readonly kind: FilmKind;
	readonly sha256: string;
	readonly mime: string;
	readonly bytes: number;
	readonly width: number | null;
	readonly height: number | null;
	readonly seconds: number | null;
	readonly fps: number | null;
	readonly hasSound: boolean;
	/** A picture that stands for the film; null for sound, and where the engine gave none. */
	readonly cover: Cover | null;
}

export interface Cover {
	readonly sha256: string;
	readonly mime: string;
	readonly bytes: number;
	readonly width: number;
	readonly height: number;
}

/** A film as its engine announces it, before it was copied in. */
export interface EngineFilm {
	readonly kind: FilmKind;
	/** What `openFilm` needs to read it: the engine's own words, stored as they are. */
	readonly source: JsonValue;
	readonly cover: JsonValue | null;
	/** When the source stops working; null when it does not. */
	readonly expiresAt: number | null;
}
