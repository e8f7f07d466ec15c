import type { ByteWindow } from "./byte-window.ts";
import { unreadable } from "./unreadable.ts";

/** Width and height as the decoder will find them, where the walk meets them; null where it does not look. */
export type CodedSize = { readonly width: number; readonly height: number } | null;

/** More parts than any honest picture has: a file of nothing but headers must not keep us busy. */
const MOST_PARTS = 100_000;

/**
 * Walks a picture's parts without decoding: refuses one that is cut short or broken, and reads the size at the very
 * place where decoders read it, so that no second, smaller header can speak for a larger picture.
 */
export function walkPicture(type: string | undefined, bytes: ByteWindow): Promise<CodedSize> {
	if (type === "png") return walkPng(bytes);
	if (type === "jpg") return walkJpeg(bytes);
	if (type === "webp") return walkWebp(bytes);
	return Promise.resolve(null);
}

async function walkPng(bytes: ByteWindow): Promise<CodedSize> {
	let size: CodedSize = null;
	let offset = 8;
	for (let parts = 0; parts < MOST_PARTS; parts++) {
		const header = await bytes.at(offset, 16);
		if (header.length < 12) break;
		const length = header.readUInt32BE(0);
		const name = header.toString("latin1", 4, 8);
		offset += 12 + length;
		if (offset > bytes.size) break;
		if (parts === 0) {
			if (name !== "IHDR" || length !== 13) break;
			size = { width: header.readUInt32BE(8), height: header.readUInt32BE(12) };
		}
		if (name === "IEND") return size;
	}
	throw unreadable("the PNG picture is cut short or broken");
}

async function walkJpeg(bytes: ByteWindow): Promise<CodedSize> {
	let size: CodedSize = null;
	let offset = 2;
	for (let parts = 0; parts < MOST_PARTS; parts++) {
		const segment = await bytes.at(offset, 9);
		if (segment.length < 4 || segment[0] !== 0xff) break;
		const marker = segment[1] ?? 0;
		if (marker === 0xff) {
			// Fill bytes may stand before any marker.
			offset += 1;
			continue;
		}
		if (isFrameHeader(marker)) {
			if (size !== null || segment.length < 9) break;
			size = { width: segment.readUInt16BE(7), height: segment.readUInt16BE(5) };
		}
		if (marker === 0xda) {
			if (size === null || !(await hasEndOfImage(bytes, offset))) break;
			return size;
		}
		const length = segment.readUInt16BE(2);
		if (marker === 0xd9 || length < 2) break;
		offset += 2 + length;
	}
	throw unreadable("the JPEG picture is cut short or broken");
}

/** SOF0 to SOF15 without the three codes in between that mean tables (DHT, JPG, DAC). */
function isFrameHeader(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Inside coded data an FF is always followed by 00 or a restart marker, so FF D9 is the end. Cameras write more after it. */
async function hasEndOfImage(bytes: ByteWindow, from: number): Promise<boolean> {
	const step = 60_000;
	for (let offset = from; offset < bytes.size; offset += step) {
		if ((await bytes.at(offset, step + 1)).includes("\xff\xd9", 0, "latin1")) return true;
	}
	return false;
}

async function walkWebp(bytes: ByteWindow): Promise<CodedSize> {
	const header = await bytes.at(0, 12);
	if (header.length < 12 || header.readUInt32LE(4) + 8 > bytes.size) {
		throw unreadable("the WebP picture is cut short");
	}
	return null;
}
