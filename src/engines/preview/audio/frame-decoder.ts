import type { EncodedPacket } from "mediabunny";
import type { LibAvFrame } from "../libav/load-libav.ts";
import { createPacketDecoder, isLibAvCodec, secondsOf } from "../libav/packet-decoder.ts";
import type { SoundFrame } from "./stereo-tape.ts";

/** Decodes the packets of one sound track. */
export interface FrameDecoder {
	decode(packet: EncodedPacket): Promise<readonly SoundFrame[]>;
	finish(): Promise<readonly SoundFrame[]>;
	close(): void;
}

/** Null for a codec that is not decoded here. */
export async function createFrameDecoder(
	codec: string | null,
	config: AudioDecoderConfig,
): Promise<FrameDecoder | null> {
	if (codec === "mp3") return createMp3Decoder();
	if (codec === null || !isLibAvCodec(codec) || codec === "avc") return null;
	const decoder = await createPacketDecoder(codec, config.description);
	const rate = config.sampleRate;
	return {
		decode: async (packet) => (await decoder.decode([packet])).map((frame) => toSoundFrame(frame, rate)),
		finish: async () => (await decoder.finish()).map((frame) => toSoundFrame(frame, rate)),
		close: () => {},
	};
}

async function createMp3Decoder(): Promise<FrameDecoder> {
	const { MPEGDecoder } = await import("mpg123-decoder");
	const decoder = new MPEGDecoder();
	await decoder.ready;
	return {
		async decode({ data, timestamp }) {
			const { channelData, sampleRate, samplesDecoded } = decoder.decodeFrame(data);
			if (samplesDecoded === 0) return [];
			return [{ atSeconds: timestamp, channels: channelData, rate: sampleRate }];
		},
		finish: async () => [],
		close: () => decoder.free(),
	};
}

/** FFmpeg's formats of samples, by number; the planar ones are those plus 5 (of 64-bit integers none comes). */
const [bytes, shorts, integers, floats, doubles, planar] = [0, 1, 2, 3, 4, 5];
const scales: Readonly<Record<number, number>> = {
	[bytes]: 2 ** -7,
	[shorts]: 2 ** -15,
	[integers]: 2 ** -31,
	[floats]: 1,
	[doubles]: 1,
};

function toSoundFrame(frame: LibAvFrame, rate: number): SoundFrame {
	const count = frame.channels ?? 1;
	const length = frame.nb_samples ?? 0;
	const isPlanar = frame.format >= planar;
	const kind = isPlanar ? frame.format - planar : frame.format;
	const scale = scales[kind] ?? 0;
	const middle = kind === bytes ? 128 : 0;
	const channels = Array.from({ length: count }, (_, channel) => {
		const samples = (isPlanar ? (frame.data as ArrayLike<number>[])[channel] : frame.data) as ArrayLike<number>;
		const [from, step] = isPlanar ? [0, 1] : [channel, count];
		return Float32Array.from({ length }, (_, at) => ((samples[from + at * step] ?? 0) - middle) * scale);
	});
	return { atSeconds: secondsOf(frame), channels, rate: frame.sample_rate ?? rate };
}
