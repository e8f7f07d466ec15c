import type { Film, FilmKind } from "../film.ts";

export type FilmMeasures = Pick<Film, "mime" | "width" | "height" | "seconds" | "fps" | "hasSound">;

/** Measures a finished film, picture or sound by its own bytes. */
export interface FilmMeter {
	/** Rejects with `medium_unreadable` when the file is not what `kind` says, or is cut off. */
	measure(path: string, kind: FilmKind): Promise<FilmMeasures>;
}
