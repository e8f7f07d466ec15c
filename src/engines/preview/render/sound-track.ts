import { registerAacEncoder } from "@mediabunny/aac-encoder";
import {
	AudioSample,
	AudioSampleSource,
	type EncodedPacket,
	Mp4OutputFormat,
	NullTarget,
	Output,
	Quality,
} from "mediabunny";
import type { Sound } from "./artist.ts";

/** AAC packets that sound for exactly the film's length, the first a lead-in that is not heard. */
export interface SoundTrack {
	readonly packets: readonly EncodedPacket[];
	readonly decoderConfig: AudioDecoderConfig;
}

/** The encoder's answer lags one packet behind its input: starting this early puts the first sample at zero. */
const leadInSamples = 1024;
const bitsPerSecond = 128_000;

/** Encodes the first `seconds` of a sound as stereo AAC; a shorter one is followed by silence. */
export async function encodeSoundTrack(sound: Sound, seconds: number): Promise<SoundTrack> {
	registerAacEncoder();
	const packets: EncodedPacket[] = [];
	let decoderConfig: AudioDecoderConfig | null = null;
	const source = new AudioSampleSource({
		codec: "aac",
		quality: new Quality({ bitrate: bitsPerSecond }),
		onEncodedPacket(packet, meta) {
			packets.push(packet);
			decoderConfig ??= meta?.decoderConfig ?? null;
		},
	});
	const output = new Output({ format: new Mp4OutputFormat({ fastStart: "fragmented" }), target: new NullTarget() });
	output.addAudioTrack(source);
	const sample = stereoSample(sound, seconds);
	try {
		await output.start();
		await source.add(sample);
		await output.finalize();
	} catch (error) {
		await output.cancel(); // Ends the encoder's thread.
		throw error;
	} finally {
		sample.close();
	}
	if (decoderConfig === null) throw new Error("The sound encoder gave no packets.");
	return { packets: endAt(packets, seconds), decoderConfig };
}

function stereoSample({ left, right, sampleRate }: Sound, seconds: number): AudioSample {
	const samples = seconds * sampleRate;
	const both = new Float32Array(2 * samples);
	const known = Math.min(samples, left.length, right.length);
	for (let index = 0; index < known; index++) {
		both[2 * index] = left[index]!;
		both[2 * index + 1] = right[index]!;
	}
	return new AudioSample({
		data: both,
		format: "f32",
		numberOfChannels: 2,
		sampleRate,
		timestamp: -leadInSamples / sampleRate,
	});
}

/** Drops packets after the end and shortens the one across it. */
function endAt(packets: readonly EncodedPacket[], seconds: number): EncodedPacket[] {
	return packets
		.filter((packet) => packet.timestamp < seconds)
		.map((packet) => packet.clone({ duration: Math.min(packet.duration, seconds - packet.timestamp) }));
}
