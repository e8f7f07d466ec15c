import type { FilmKind } from "../core/film.ts";

/**
 * The types that Filmgate hands out, with the extension that stands in their links. Nothing here can carry a script, so
 * nothing here can act in the name of the host that serves it.
 */
const TYPES: ReadonlyMap<string, { readonly extension: string; readonly name: string }> = new Map([
	["video/mp4", { extension: "mp4", name: "MP4" }],
	["video/quicktime", { extension: "mov", name: "MOV" }],
	["video/webm", { extension: "webm", name: "WebM" }],
	["audio/mpeg", { extension: "mp3", name: "MP3" }],
	["audio/wav", { extension: "wav", name: "WAV" }],
	["audio/mp4", { extension: "m4a", name: "M4A" }],
	["audio/aac", { extension: "aac", name: "AAC" }],
	["audio/webm", { extension: "weba", name: "WebM" }],
	["image/png", { extension: "png", name: "PNG" }],
	["image/jpeg", { extension: "jpg", name: "JPEG" }],
	["image/webp", { extension: "webp", name: "WebP" }],
	["image/gif", { extension: "gif", name: "GIF" }],
	["image/bmp", { extension: "bmp", name: "BMP" }],
	["image/avif", { extension: "avif", name: "AVIF" }],
]);

/** The extension of a type that may be served; null for every other type. */
export function extensionOf(mime: string): string | null {
	return TYPES.get(mime)?.extension ?? null;
}

/** What people call a type. */
export function nameOf(mime: string): string {
	return TYPES.get(mime)?.name ?? mime;
}

/** The family of a type; null when it is no medium. */
export function kindOf(mime: string): FilmKind | null {
	const [family] = mime.split("/");
	return family === "video" || family === "audio" || family === "image" ? family : null;
}

/** What a container is whose bytes say video, when it turns out to hold only sound; any other type stays itself. */
export function soundTypeOf(mime: string): string {
	return SOUND_ONLY.get(mime) ?? mime;
}

const SOUND_ONLY: ReadonlyMap<string, string> = new Map([
	["video/mp4", "audio/mp4"],
	["video/quicktime", "audio/mp4"],
	["video/webm", "audio/webm"],
]);
