import type { FilmKind } from "../core/film.ts";

/**
 * The types that Filmgate hands out, with the extension that stands in their links. Nothing here can carry a script, so
 * nothing here can act in the name of the host that serves it.
 */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
	["video/mp4", "mp4"],
	["video/quicktime", "mov"],
	["video/webm", "webm"],
	["audio/mpeg", "mp3"],
	["audio/wav", "wav"],
	["audio/mp4", "m4a"],
	["audio/aac", "aac"],
	["audio/webm", "weba"],
	["image/png", "png"],
	["image/jpeg", "jpg"],
	["image/webp", "webp"],
	["image/gif", "gif"],
	["image/bmp", "bmp"],
	["image/avif", "avif"],
]);

/** The extension of a type that may be served; null for every other type. */
export function extensionOf(mime: string): string | null {
	return EXTENSIONS.get(mime) ?? null;
}

export function kindOf(mime: string): FilmKind | null {
	const [family] = mime.split("/");
	return family === "video" || family === "audio" || family === "image" ? family : null;
}
