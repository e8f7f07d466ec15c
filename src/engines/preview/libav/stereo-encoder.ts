import { type LibAv, type LibAvPacket, loadLibAv } from "./load-libav.ts";

/** Sound as AAC. */
export interface EncodedSound {
	/** Of 1024 samples each. The first is a lead-in: what was put in begins with the second. */
	readonly packets: readonly Uint8Array[];
	/** What a container says of it: an AudioSpecificConfig. */
	readonly description: Uint8Array;
}

export interface Stereo {
	/** -1 to 1, as many in each. */
	readonly left: Float32Array;
	readonly right: Float32Array;
	readonly sampleRate: number;
}

export const samplesAPacket = 1024;
const packetsATurn = 8;
/** FFmpeg's number of samples that are floats, in one array for each channel, and of left with right. */
const [planarFloat, leftAndRight] = [8, 3];

/**
 * One memory for all films, since it is given nothing that others made: what it has compiled is fast from its second film
 * on. A film's encoder is made anew in it, so that what came before is not heard.
 */
let loading: Promise<LibAv> | null = null;

/** Encodes a sound, in steps between which others get their turn. The last packet is filled up with silence. */
export async function encodeStereo(sound: Stereo, bitsPerSecond: number): Promise<EncodedSound> {
	loading ??= loadLibAv();
	const libav = await loading;
	const { sampleRate } = sound;
	const [, context, frame, packet] = await libav.ff_init_encoder("aac", {
		ctx: {
			bit_rate: bitsPerSecond,
			sample_fmt: planarFloat,
			sample_rate: sampleRate,
			channel_layout: leftAndRight,
			channels: 2,
		},
		time_base: [1, sampleRate],
		// FFmpeg's own choice today, and that of the fast at more than 64 kb/s: a third of the work of the one before.
		options: { aac_coder: "fast" },
	});
	try {
		const description = await libav.copyout_u8(
			await libav.AVCodecContext_extradata(context),
			await libav.AVCodecContext_extradata_size(context),
		);
		const packets: LibAvPacket[] = [];
		const step = packetsATurn * samplesAPacket;
		for (let from = 0; from < sound.left.length; from += step) {
			const frames = framesOf(sound, from, from + step);
			packets.push(...(await libav.ff_encode_multi(context, frame, packet, frames, false)));
		}
		packets.push(...(await libav.ff_encode_multi(context, frame, packet, [], true)));
		return { packets: packets.map(({ data }) => data), description };
	} finally {
		await libav.ff_free_encoder(context, frame, packet);
	}
}

function framesOf({ left, right, sampleRate }: Stereo, from: number, to: number) {
	const frames = [];
	for (let pts = from; pts < Math.min(to, left.length); pts += samplesAPacket) {
		const data = [left, right].map((channel) => wholePacket(channel.subarray(pts, pts + samplesAPacket)));
		const shape = { format: planarFloat, channel_layout: leftAndRight, channels: 2, sample_rate: sampleRate };
		frames.push({ ...shape, data, nb_samples: samplesAPacket, pts, ptshi: 0 });
	}
	return frames;
}

function wholePacket(samples: Float32Array): Float32Array {
	if (samples.length === samplesAPacket) return samples;
	const whole = new Float32Array(samplesAPacket);
	whole.set(samples);
	return whole;
}
