import { open } from "node:fs/promises";
import {
	EncodedAudioPacketSource,
	EncodedPacket,
	EncodedVideoPacketSource,
	Mp4OutputFormat,
	Output,
	StreamTarget,
	type StreamTargetChunk,
} from "mediabunny";
import { clearCreationTimes } from "./creation-time.ts";
import { hasKeyFrame, readGroup } from "./group-file.ts";
import { RenderFailed } from "./render-failed.ts";
import type { SoundTrack } from "./sound-track.ts";

/** An MP4 that is written group by group, its index in front; at most a megabyte or two of it stand in memory. */
export interface FilmFile {
	/** Adds the next group, an MP4 of its own. */
	add(group: Uint8Array<ArrayBuffer>): Promise<void>;
	/** Completes the file and forces it to disk. Returns its bytes. */
	finish(): Promise<number>;
	/** Closes the file as it is; does nothing after `finish`. */
	close(): Promise<void>;
}

export interface FilmFileOptions {
	readonly path: string;
	readonly fps: number;
	readonly frames: number;
	readonly sound: SoundTrack | null;
}

const pictureColours = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false } as const;

export async function createFilmFile(options: FilmFileOptions): Promise<FilmFile> {
	const file = await open(options.path, "w+");
	const writable = new WritableStream<StreamTargetChunk>({
		write: async ({ data, position }) => {
			await file.write(data, 0, data.byteLength, position);
		},
	});
	const output = new Output({
		format: new Mp4OutputFormat({ fastStart: "reserve" }),
		target: new StreamTarget(writable, { chunked: true, chunkSize: 2 ** 20 }),
	});
	const video = new EncodedVideoPacketSource("avc");
	output.addVideoTrack(video, { frameRate: options.fps, maximumPacketCount: options.frames });
	const addSoundUntil = addSoundTrack(output, options.sound);
	await output.start();
	let written = 0;
	let config: VideoDecoderConfig | null = null;
	return {
		async add(group) {
			const part = await readGroup(group);
			if (config !== null && !sameBytes(config, part.config))
				throw new RenderFailed("Two groups of one film differ in their settings.");
			config ??= part.config;
			for (const data of part.samples) {
				const at = written / options.fps;
				await addSoundUntil(at);
				const packet = new EncodedPacket(data, hasKeyFrame(data) ? "key" : "delta", at, 1 / options.fps);
				await video.add(packet, { decoderConfig: { ...config, colorSpace: pictureColours } });
				written += 1;
			}
		},
		async finish() {
			if (written !== options.frames)
				throw new RenderFailed(`The film has ${written} frames instead of ${options.frames}.`);
			await addSoundUntil(Infinity);
			await output.finalize();
			await clearCreationTimes(file);
			await file.sync();
			const { size } = await file.stat();
			await file.close();
			return size;
		},
		async close() {
			if (output.state !== "finalized") await output.cancel();
			await file.close();
		},
	};
}

/** Sound is added just ahead of the pictures that it belongs to, so that a player reads the file from front to back. */
function addSoundTrack(output: Output, sound: SoundTrack | null): (seconds: number) => Promise<void> {
	if (sound === null) return async () => {};
	const source = new EncodedAudioPacketSource("aac");
	output.addAudioTrack(source, { maximumPacketCount: sound.packets.length });
	let next = 0;
	return async (seconds) => {
		for (; next < sound.packets.length && sound.packets[next]!.timestamp <= seconds; next++)
			await source.add(sound.packets[next]!, { decoderConfig: sound.decoderConfig });
	};
}

function sameBytes(a: VideoDecoderConfig, b: VideoDecoderConfig): boolean {
	return Buffer.from(a.description as Uint8Array).equals(b.description as Uint8Array);
}
