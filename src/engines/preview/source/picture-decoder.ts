import h264 from "h264decoder";
import { RenderFailed } from "../render/render-failed.ts";
import type { FilmPackets } from "./film-packets.ts";

/** One decoded picture: a full luma plane and two chroma planes of a quarter each, every row `stride` luma bytes long. */
export interface I420 {
	/** Pixels that are shown; the rest of a row or column is the encoder's filling. */
	readonly width: number;
	readonly height: number;
	readonly stride: number;
	readonly rows: number;
	readonly bytes: Uint8Array;
}

export interface PictureDecoder {
	/** The picture of that number. Valid until the next call. */
	picture(index: number): I420;
}

/** What the decoder's input buffer holds. */
const mostUnitBytes = 2 ** 20;

const { H264Decoder } = h264;
let spare: InstanceType<typeof H264Decoder> | null = null;

/**
 * Decodes forward, and from the key frame before when a picture lies behind or far ahead. A thread has one decoder at a
 * time for each film that is open; the last one closed is kept, since its memory cannot be given back.
 */
export function createPictureDecoder(film: FilmPackets): PictureDecoder & { close(): void } {
	const decoder = spare ?? new H264Decoder();
	spare = null;
	let decoded = -1;

	const decode = (index: number): void => {
		let ready = false;
		// Also after a jump: what follows a parameter set is a new picture, even if it calls itself by the same id.
		if (film.pictures[index]!.isKey) for (const unit of film.settings) decodeUnit(decoder, unit);
		for (const unit of unitsOf(film.pictures[index]!)) ready = decodeUnit(decoder, unit) || ready;
		// A stream that shows pictures later than it decodes them is not Baseline as encoders make it.
		if (!ready) throw new RenderFailed("The source film cannot be decoded: a picture is broken or out of order.");
		decoded = index;
	};

	return {
		picture(index) {
			let next = decoded + 1;
			if (index < decoded || keyBefore(film, index) > decoded) next = keyBefore(film, index);
			for (; next <= index; next++) decode(next);
			const { width, height, pic } = decoder;
			return { width: film.width, height: film.height, stride: width, rows: height, bytes: pic };
		},
		close() {
			spare = decoder;
		},
	};
}

function keyBefore({ pictures }: FilmPackets, index: number): number {
	let key = index;
	while (!pictures[key]!.isKey) key--;
	return key;
}

/** Whether a picture came out. */
function decodeUnit(decoder: InstanceType<typeof H264Decoder>, unit: Uint8Array): boolean {
	if (unit.length > mostUnitBytes) throw new RenderFailed("The source film cannot be decoded: a picture is too large.");
	// Of anything else it says nothing to go by: it calls sound parameter sets an error.
	return decoder.decode(unit) === H264Decoder.PIC_RDY;
}

/** Parameter sets, slices; what else a picture brings along is for players. */
function* unitsOf({ bytes, lengthBytes }: FilmPackets["pictures"][number]): Iterable<Uint8Array> {
	for (let position = 0; position + lengthBytes < bytes.length; ) {
		let length = 0;
		for (let count = 0; count < lengthBytes; count++) length = length * 256 + bytes[position + count]!;
		position += lengthBytes;
		const unit = bytes.subarray(position, position + length);
		position += length;
		const kind = (unit[0] ?? 0) & 31;
		if (kind === 1 || kind === 5 || kind === 7 || kind === 8) yield unit;
	}
}
