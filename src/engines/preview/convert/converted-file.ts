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
import { hasKeyFrame, readGroup } from "../render/group-file.ts";
import { RenderFailed } from "../render/render-failed.ts";
import type { FilmSound } from "./open-film-sound.ts";

/** An MP4 that is written group by group as they come, its index at its end: it is for drawing from, not for players. */
export interface ConvertedFile {
	add(group: Uint8Array<ArrayBuffer>, times: readonly number[]): Promise<void>;
	finish(): Promise<void>;
	/** Closes the file as it is; does nothing after `finish`. */
	close(): Promise<void>;
}

export interface ConvertedFileOptions {
	readonly rotation: 0 | 90 | 180 | 270;
	readonly sound: FilmSound | null;
}

/** What somebody who draws from it would hold in memory. */
const mostBytes = 60 * 2 ** 20;
const colours = { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false } as const;

export async function createConvertedFile(path: string, options: ConvertedFileOptions): Promise<ConvertedFile> {
	const file = await open(path, "w");
	const writable = new WritableStream<StreamTargetChunk>({
		write: async ({ data, position }) => {
			await file.write(data, 0, data.byteLength, position);
		},
	});
	const output = new Output({
		format: new Mp4OutputFormat({ fastStart: false }),
		target: new StreamTarget(writable, { chunked: true, chunkSize: 2 ** 20 }),
	});
	const video = new EncodedVideoPacketSource("avc");
	output.addVideoTrack(video, { rotation: options.rotation });
	const addSoundUntil = addSound(output, options.sound);
	await output.start();
	let bytes = 0;
	let waiting: { data: Uint8Array; at: number } | null = null;
	let gap = 1 / 30;
	let decoderConfig: VideoDecoderConfig | null = null;
	const put = async (until: number) => {
		if (waiting === null || decoderConfig === null) return;
		const { data, at } = waiting;
		await addSoundUntil(at);
		const packet = new EncodedPacket(data, hasKeyFrame(data) ? "key" : "delta", at, until - at);
		await video.add(packet, { decoderConfig: { ...decoderConfig, colorSpace: colours } });
	};
	return {
		async add(group, times) {
			bytes += group.length;
			if (bytes > mostBytes) throw new RenderFailed("The film cannot be converted: it would become too large.");
			const { config, samples } = await readGroup(group);
			decoderConfig ??= config;
			for (const [number, data] of samples.entries()) {
				const at = times[number] as number;
				if (waiting !== null) gap = at - waiting.at;
				await put(at); // How long a frame is seen shows with the next.
				waiting = { data, at };
			}
		},
		async finish() {
			await put((waiting?.at ?? 0) + gap);
			await addSoundUntil(Infinity);
			await output.finalize();
			await file.sync();
			await file.close();
		},
		async close() {
			if (output.state === "finalized") return;
			await output.cancel();
			await file.close();
		},
	};
}

function addSound(output: Output, sound: FilmSound | null): (seconds: number) => Promise<void> {
	if (sound === null) return async () => {};
	const source = new EncodedAudioPacketSource("aac");
	output.addAudioTrack(source);
	let next: EncodedPacket | null | undefined;
	return async (seconds) => {
		next ??= next === undefined ? await sound.next() : null;
		while (next && next.timestamp <= seconds) {
			await source.add(next, { decoderConfig: sound.decoderConfig });
			next = await sound.next();
		}
	};
}
