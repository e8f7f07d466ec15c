import { createRequire } from "node:module";

/** The part of libav.js that is used here. Pointers are numbers; what is made by hand is given up by hand. */
export interface LibAv {
	readonly AV_LOG_QUIET: number;
	av_log_set_level(level: number): Promise<void>;
	avcodec_parameters_alloc(): Promise<number>;
	AVCodecParameters_extradata_s(parameters: number, pointer: number): Promise<void>;
	AVCodecParameters_extradata_size_s(parameters: number, bytes: number): Promise<void>;
	malloc(bytes: number): Promise<number>;
	copyin_u8(pointer: number, bytes: Uint8Array): Promise<void>;
	/** Codec, context, packet, frame. */
	ff_init_decoder(name: string, parameters: number): Promise<readonly [number, number, number, number]>;
	ff_decode_multi(
		context: number,
		packet: number,
		frame: number,
		packets: readonly LibAvPacket[],
		options: { fin: boolean; ignoreErrors: boolean; copyoutFrame: "default" | "video_packed" },
	): Promise<LibAvFrame[]>;
	/** A pointer; 0 where it has none of this name. */
	avcodec_find_encoder_by_name(name: string): Promise<number>;
	/** Codec, context, frame, packet, samples a frame. */
	ff_init_encoder(
		name: string,
		settings: {
			ctx: Readonly<Record<string, number>>;
			time_base: readonly [number, number];
			options: Readonly<Record<string, string>>;
		},
	): Promise<readonly [number, number, number, number, number]>;
	ff_encode_multi(
		context: number,
		frame: number,
		packet: number,
		frames: readonly LibAvFrame[],
		fin: boolean,
	): Promise<LibAvPacket[]>;
	ff_free_encoder(context: number, frame: number, packet: number): Promise<void>;
	AVCodecContext_extradata(context: number): Promise<number>;
	AVCodecContext_extradata_size(context: number): Promise<number>;
	copyout_u8(pointer: number, bytes: number): Promise<Uint8Array>;
}

/** 64-bit numbers come and go as two halves, the lower one first. */
export interface LibAvPacket {
	readonly data: Uint8Array;
	readonly pts: number;
	readonly ptshi: number;
}

export interface LibAvFrame {
	readonly format: number;
	readonly pts: number;
	readonly ptshi: number;
	/** Of pictures: the planes, one after the other, without gaps. Of sound: its samples, or those of each channel. */
	readonly data: unknown;
	readonly width?: number;
	readonly height?: number;
	readonly channels?: number;
	readonly nb_samples?: number;
	readonly sample_rate?: number;
}

interface LibAvModule {
	LibAV(options: { noworker: boolean; nothreads: boolean }): Promise<LibAv>;
}

/**
 * FFmpeg in a memory of its own, which goes with the object: broken bytes can spoil nothing else. Takes 40 ms and speaks
 * to nobody.
 */
export async function loadLibAv(): Promise<LibAv> {
	const require = createRequire(import.meta.url);
	const module = require("@libav.js/variant-mediarecorder-transcoder") as LibAvModule;
	const libav = await module.LibAV({ noworker: true, nothreads: true });
	await libav.av_log_set_level(libav.AV_LOG_QUIET);
	return libav;
}
