import { extname } from "node:path";
import type { Recording } from "./demux.ts";
import { unreadable } from "./unreadable.ts";
import { createWorkerLine } from "./worker-line.ts";

export type { Recording } from "./demux.ts";
export { measurePicture, type PictureMeasure } from "./measure-picture.ts";

export interface VideoMeasure {
	/** Pixels as shown: rotation and pixel shape applied. */
	readonly width: number;
	readonly height: number;
	readonly seconds: number;
	readonly fps: number;
	readonly hasSound: boolean;
	/** `avc`, `hevc`, `vp9`…; null when it is none that the demuxer knows. */
	readonly codec: string | null;
	/** Whether playing can begin before the last byte is there. */
	readonly faststart: boolean;
}

/**
 * Measures a film or a sound by its structure: MP4, MOV, WebM, MP3, WAV, M4A, AAC. Nothing is decoded, and time (10 s) and
 * memory are bounded, also for a file that was made to use them up. Rejects with `medium_unreadable` for anything else, and
 * for MP4, MOV, WebM and M4A that are cut short. Of MP3, WAV and AAC, half is a shorter one.
 */
export async function measureRecording(path: string): Promise<Recording> {
	let answer: { recording: Recording } | { reason: string };
	try {
		answer = await askDemuxer(path);
	} catch (error) {
		throw unreadable("the recording cannot be read within bounds", error);
	}
	if ("reason" in answer) throw unreadable("the recording cannot be read: it is broken or cut short", answer.reason);
	return answer.recording;
}

/** As `measureRecording`, and what holds no pictures is `medium_unreadable` too. */
export async function measureVideo(path: string): Promise<VideoMeasure> {
	const { picture, seconds, hasSound, faststart } = await measureRecording(path);
	if (picture === null) throw unreadable("the recording has no pictures, only sound");
	return { ...picture, seconds, hasSound, faststart };
}

const askDemuxer = createWorkerLine<string, { recording: Recording } | { reason: string }>({
	// The same place in the sources and in what was built from them.
	program: new URL(`./demux-worker${extname(import.meta.url)}`, import.meta.url),
	maxHeapMb: 128,
	maxJobMs: 10_000,
});
