import { open } from "node:fs/promises";
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputAudioTrack } from "mediabunny";
import { RenderFailed } from "../render/render-failed.ts";
import { sampleRate } from "../sound/dsp.ts";
import { resample } from "../speech/resample.ts";
import { createFrameDecoder } from "./frame-decoder.ts";
import { readWave } from "./read-wave.ts";
import { createStereoTape } from "./stereo-tape.ts";

/** Two channels of 48,000 samples a second, each in -1 to 1 unless the recording itself goes beyond. */
export interface StereoSound {
	readonly left: Float32Array;
	readonly right: Float32Array;
	readonly sampleRate: typeof sampleRate;
}

export interface DecodeAudioOptions {
	/** What comes later is left out. */
	readonly mostSeconds: number;
}

const unreadable = "The sound cannot be decoded";

/**
 * Decodes the first sound track of a file: WAV; MP3; AAC, Opus or FLAC in MP4, MOV, WebM, Ogg or a file of their own. The
 * samples begin with the file's own instant 0. Null for a film without sound. Rejects with RenderFailed for what is no
 * sound, or of another kind.
 */
export async function decodeAudio(path: string, options: DecodeAudioOptions): Promise<StereoSound | null> {
	if (await isWave(path)) return decodeWave(path, options);
	const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
	try {
		const track = await input.getPrimaryAudioTrack();
		if (track === null) return null;
		return await decodeTrack(track, options);
	} catch (error) {
		if (error instanceof RenderFailed) throw error;
		throw new RenderFailed(`${unreadable}: the file is broken, or of a kind that is not read here.`, { cause: error });
	} finally {
		input.dispose();
	}
}

async function decodeTrack(track: InputAudioTrack, { mostSeconds }: DecodeAudioOptions): Promise<StereoSound> {
	const codec = await track.getCodec();
	const config = await track.getDecoderConfig();
	const decoder = config === null ? null : await createFrameDecoder(codec, config);
	if (decoder === null) {
		const name = codec ?? "of an unknown kind";
		throw new RenderFailed(`${unreadable}: it is ${name}. WAV, MP3, AAC, Opus and FLAC are read.`);
	}
	const tape = createStereoTape(mostSeconds);
	try {
		for await (const packet of new EncodedPacketSink(track).packets()) {
			if (packet.timestamp > mostSeconds) break;
			for (const frame of await decoder.decode(packet)) tape.add(frame);
		}
		for (const frame of await decoder.finish()) tape.add(frame);
	} finally {
		decoder.close();
	}
	const recorded = tape.finish();
	if (recorded === null) throw new RenderFailed(`${unreadable}: there is no whole sound in it.`);
	return atOurRate(recorded);
}

/** Of a larger file the rest would not be heard. */
const mostWaveBytes = 64 * 2 ** 20;

async function decodeWave(path: string, { mostSeconds }: DecodeAudioOptions): Promise<StereoSound> {
	const bytes = await readStart(path, mostWaveBytes);
	try {
		const { channels, sampleRate: rate } = readWave(bytes);
		const tape = createStereoTape(mostSeconds);
		tape.add({ atSeconds: 0, channels, rate });
		return atOurRate(tape.finish() ?? { left: new Float32Array(0), right: new Float32Array(0), rate });
	} catch (error) {
		throw new RenderFailed(`${unreadable}: ${(error as Error).message}`, { cause: error });
	}
}

async function isWave(path: string): Promise<boolean> {
	const start = Buffer.from(await readStart(path, 12)).toString("latin1");
	return start.startsWith("RIFF") && start.endsWith("WAVE");
}

async function readStart(path: string, most: number): Promise<Uint8Array> {
	const file = await open(path);
	try {
		const bytes = Buffer.alloc(Math.min(most, (await file.stat()).size));
		const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
		return bytes.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

function atOurRate({ left, right, rate }: { left: Float32Array; right: Float32Array; rate: number }): StereoSound {
	if (rate === sampleRate) return { left, right, sampleRate };
	const one = resample(left, rate, sampleRate);
	return { left: one, right: left === right ? one : resample(right, rate, sampleRate), sampleRate };
}
