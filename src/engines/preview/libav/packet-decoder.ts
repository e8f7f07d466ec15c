import type { EncodedPacket } from "mediabunny";
import { type LibAvFrame, type LibAvPacket, loadLibAv } from "./load-libav.ts";

/** What is decoded here: the names of FFmpeg's decoders, by those of the demuxer. */
const DECODERS = { avc: "h264", aac: "aac", opus: "libopus", flac: "flac" } as const;

type Description = NonNullable<VideoDecoderConfig["description"]>;

export type LibAvCodec = keyof typeof DECODERS;

export interface PacketDecoder {
	/** What came out after these packets, which go in in decoding order; broken ones give nothing. */
	decode(packets: readonly EncodedPacket[]): Promise<readonly LibAvFrame[]>;
	/** What was still held back. Nothing goes in afterwards. */
	finish(): Promise<readonly LibAvFrame[]>;
}

/** Whether packets of a codec are decoded here. */
export function isLibAvCodec(codec: string): codec is LibAvCodec {
	return Object.hasOwn(DECODERS, codec);
}

/** A decoder for one track; `description` is what its container says of it, as a decoder configuration has it. */
export async function createPacketDecoder(
	codec: LibAvCodec,
	description: Description | undefined,
): Promise<PacketDecoder> {
	const libav = await loadLibAv();
	const parameters = await libav.avcodec_parameters_alloc();
	if (description !== undefined) {
		const bytes = bytesOf(description);
		const pointer = await libav.malloc(bytes.length + readAhead);
		await libav.copyin_u8(pointer, new Uint8Array(bytes.length + readAhead));
		await libav.copyin_u8(pointer, bytes);
		await libav.AVCodecParameters_extradata_s(parameters, pointer);
		await libav.AVCodecParameters_extradata_size_s(parameters, bytes.length);
	}
	const [, context, packet, frame] = await libav.ff_init_decoder(DECODERS[codec], parameters);
	const copyoutFrame = codec === "avc" ? "video_packed" : "default";
	const run = (packets: readonly LibAvPacket[], fin: boolean) =>
		libav.ff_decode_multi(context, packet, frame, packets, { fin, ignoreErrors: true, copyoutFrame });
	return {
		decode: (packets) => run(packets.map(toLibAvPacket), false),
		finish: () => run([], true),
	};
}

/** FFmpeg reads a little beyond the end of what it parses. */
const readAhead = 64;
const low = 2 ** 32;

function toLibAvPacket({ data, timestamp }: EncodedPacket): LibAvPacket {
	const microseconds = Math.round(timestamp * 1e6);
	return { data, pts: microseconds >>> 0, ptshi: Math.floor(microseconds / low) };
}

/** When a frame is seen or heard. */
export function secondsOf({ pts, ptshi }: LibAvFrame): number {
	return (ptshi * low + (pts >>> 0)) / 1e6;
}

function bytesOf(source: Description): Uint8Array {
	return ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: new Uint8Array(source);
}
