import { EncodedPacket } from "mediabunny";
import { encodeStereo, samplesAPacket } from "../libav/stereo-encoder.ts";
import type { Sound } from "./artist.ts";

/** AAC packets that sound for exactly the film's length, the first a lead-in that is not heard. */
export interface SoundTrack {
	readonly packets: readonly EncodedPacket[];
	readonly decoderConfig: AudioDecoderConfig;
}

const bitsPerSecond = 128_000;

/** Encodes the first `seconds` of a sound as stereo AAC; a shorter one is followed by silence. */
export async function encodeSoundTrack(sound: Sound, seconds: number): Promise<SoundTrack> {
	const { sampleRate } = sound;
	const samples = seconds * sampleRate;
	const stereo = { left: ofLength(sound.left, samples), right: ofLength(sound.right, samples), sampleRate };
	const { packets, description } = await encodeStereo(stereo, bitsPerSecond);
	const timed = packets.map((data, index) => {
		// The second packet is the first that is heard.
		const timestamp = ((index - 1) * samplesAPacket) / sampleRate;
		return new EncodedPacket(data, "key", timestamp, Math.min(samplesAPacket / sampleRate, seconds - timestamp));
	});
	return {
		packets: timed.filter(({ timestamp }) => timestamp < seconds),
		decoderConfig: { codec: "mp4a.40.2", numberOfChannels: 2, sampleRate, description },
	};
}

function ofLength(channel: Float32Array, samples: number): Float32Array {
	if (channel.length >= samples) return channel.subarray(0, samples);
	const whole = new Float32Array(samples);
	whole.set(channel);
	return whole;
}
