import { unreadable } from "./unreadable.ts";

/** Names that mean the same format; ours on the right, so that callers compare with one. */
const SAME: ReadonlyMap<string, string> = new Map([
	["image/apng", "image/png"],
	["video/x-m4v", "video/mp4"],
	["audio/x-m4a", "audio/mp4"],
	["audio/vnd.wave", "audio/wav"],
]);

/** No detector needs to look at more at a time; a forged length must not make one try. */
const MOST_AT_ONCE = 1024 * 1024;

/**
 * What the bytes themselves say they are, whatever the client called them: `image/png`, `image/jpeg`, `image/webp`,
 * `video/mp4`, `video/quicktime`, `video/webm`, `audio/mpeg`, `audio/wav`, `audio/mp4`, `audio/aac`, or another type
 * that callers refuse by name. Null for text and everything unknown. A container that holds only sound still says video
 * here; `measureRecording` knows better.
 */
export async function sniff(source: string | Uint8Array): Promise<string | null> {
	// Loaded at the first medium: a server's start need not wait for it.
	const { fileTypeFromBuffer, fileTypeFromFile } = await import("file-type");
	try {
		const options = { maxBufferSize: MOST_AT_ONCE };
		const found =
			typeof source === "string" ? await fileTypeFromFile(source, options) : await fileTypeFromBuffer(source, options);
		return found === undefined ? null : (SAME.get(found.mime) ?? found.mime);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== undefined) throw error;
		throw unreadable("the file is broken", error);
	}
}
