import { ADTS, FilePathSource, Input, type InputTrack, MP3, MP4, QTFF, WAVE, WEBM } from "mediabunny";
import { type ByteWindow, withByteWindow } from "./byte-window.ts";

/** What a recording says of itself. Plain data: it crosses a thread. */
export interface Recording {
	readonly seconds: number;
	/** Null when there is only sound. */
	readonly picture: {
		/** Pixels as shown: rotation and pixel shape applied. */
		readonly width: number;
		readonly height: number;
		readonly fps: number;
		/** `avc`, `hevc`, `vp9`…; null when it is none that the demuxer knows. */
		readonly codec: string | null;
	} | null;
	readonly hasSound: boolean;
	/** Whether playing can begin before the last byte is there: the index stands before the pictures. */
	readonly faststart: boolean;
}

/** Closed on purpose: a playlist format would make the demuxer open whatever its text names. */
const FORMATS = [MP4, QTFF, WEBM, MP3, WAVE, ADTS];

/** So many frames tell the rate; a long film need not be read to its end for it. */
const FRAMES_FOR_RATE = 300;

/** A file that was written to its end has no more top-level parts than this. */
const MOST_PARTS = 100_000;

/**
 * Reads a recording's structure; decodes nothing. Throws at anything that is none, or is cut short. A forged file can make it
 * take very long or very much memory, so it runs where that can be stopped: see `measureRecording`.
 */
export async function demux(path: string): Promise<Recording> {
	const faststart = await withByteWindow(path, readLayout);
	const input = new Input({ source: new FilePathSource(path, { handleUnhandledError: () => {} }), formats: FORMATS });
	try {
		const video = await input.getPrimaryVideoTrack();
		const audio = await input.getPrimaryAudioTrack();
		if (video === null && audio === null) throw new Error("it holds neither pictures nor sound");
		const tracks: InputTrack[] = [video, audio].filter((track) => track !== null);
		const seconds = positive(await input.computeDuration(tracks), "length");
		if (video === null) return { seconds, picture: null, hasSound: true, faststart };
		const { averagePacketRate } = await video.computePacketStats(FRAMES_FOR_RATE);
		const picture = {
			width: positive(await video.getDisplayWidth(), "width"),
			height: positive(await video.getDisplayHeight(), "height"),
			fps: Math.round(positive(averagePacketRate, "frame rate") * 1000) / 1000,
			codec: await video.getCodec(),
		};
		return { seconds, picture, hasSound: audio !== null, faststart };
	} finally {
		input.dispose();
	}
}

function positive(value: number, what: string): number {
	if (!Number.isFinite(value) || value <= 0) throw new Error(`it has no ${what}`);
	return value;
}

/** Whether the index comes first; throws when the file ends before its parts do. */
async function readLayout(bytes: ByteWindow): Promise<boolean> {
	const head = await bytes.at(0, 8);
	if (head.toString("latin1", 4, 8) === "ftyp") return readBoxes(bytes);
	if (head.toString("hex", 0, 4) === "1a45dfa3") await checkSegment(bytes);
	return true;
}

async function readBoxes(bytes: ByteWindow): Promise<boolean> {
	let faststart: boolean | null = null;
	let offset = 0;
	for (let parts = 0; offset < bytes.size; parts++) {
		const box = await bytes.at(offset, 16);
		if (box.length < 8 || parts > MOST_PARTS) throw new Error("its last part is cut short");
		const name = box.toString("latin1", 4, 8);
		if (name === "moov" || name === "mdat") faststart ??= name === "moov";
		offset += boxLength(box, bytes.size - offset);
	}
	if (offset > bytes.size) throw new Error("its last part is cut short");
	return faststart ?? false;
}

function boxLength(box: Buffer, remaining: number): number {
	const length = box.readUInt32BE(0);
	if (length === 0) return remaining;
	if (length === 1 && box.length < 16) throw new Error("its last part is cut short");
	const real = length === 1 ? Number(box.readBigUInt64BE(8)) : length;
	if (real < 8) throw new Error("it has a part of impossible length");
	return real;
}

/** A WebM file is a header and one segment; a live recording leaves the segment's length unknown. */
async function checkSegment(bytes: ByteWindow): Promise<void> {
	const header = readElementLength(await bytes.at(4, 8));
	const segmentAt = 4 + header.width + (header.length ?? 0);
	const segment = await bytes.at(segmentAt, 12);
	if (segment.toString("hex", 0, 4) !== "18538067") throw new Error("it has no segment");
	const { width, length } = readElementLength(segment.subarray(4));
	if (length !== null && segmentAt + 4 + width + length > bytes.size) throw new Error("its segment is cut short");
}

/** An EBML length: the leading zero bits of the first byte say how many bytes it takes; all ones mean unknown. */
function readElementLength(bytes: Buffer): { width: number; length: number | null } {
	const width = Math.clz32(bytes[0] ?? 0) - 23;
	if (width > 8 || bytes.length < width) throw new Error("it has a part of impossible length");
	let length = BigInt((bytes[0] ?? 0) & (0xff >> width));
	for (const byte of bytes.subarray(1, width)) length = length * 256n + BigInt(byte);
	return { width, length: length === 2n ** BigInt(7 * width) - 1n ? null : Number(length) };
}
