import { imageSize } from "image-size";
import { type ByteWindow, withByteWindow } from "./byte-window.ts";
import { type CodedSize, walkPicture } from "./picture-structure.ts";
import { unreadable } from "./unreadable.ts";

/** Where the size of nearly every picture stands, whatever a camera wrote before it. */
const HEAD_BYTES = 64 * 1024;
const LONGEST_HEAD_BYTES = 4 * 1024 * 1024;

export interface PictureMeasure {
	/** Pixels as shown: a picture that its EXIF orientation lays on its side has width and height exchanged. */
	readonly width: number;
	readonly height: number;
}

/**
 * Measures a picture by its header; nothing is decoded, so its size may be refused before it costs anything. Of a file
 * the whole is looked through, and one that is cut short or broken is refused too; of a head only the header is read.
 * Rejects with `medium_unreadable`.
 */
export async function measurePicture(source: string | Uint8Array): Promise<PictureMeasure> {
	if (typeof source !== "string") return asShown(readHeader(source), null);
	return withByteWindow(source, async (bytes) => {
		const header = await readHeaderOf(bytes);
		return asShown(header, await walkPicture(header.type, bytes));
	});
}

type Header = ReturnType<typeof imageSize>;

async function readHeaderOf(bytes: ByteWindow): Promise<Header> {
	for (let length = HEAD_BYTES; ; length *= 8) {
		const head = await readHead(bytes, Math.min(length, bytes.size));
		try {
			return readHeader(head);
		} catch (error) {
			if (length >= Math.min(bytes.size, LONGEST_HEAD_BYTES)) throw error;
		}
	}
}

async function readHead(bytes: ByteWindow, length: number): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for (let offset = 0; offset < length; offset += HEAD_BYTES) {
		pieces.push(await bytes.at(offset, Math.min(HEAD_BYTES, length - offset)));
	}
	return Buffer.concat(pieces);
}

function readHeader(head: Uint8Array): Header {
	try {
		return imageSize(head);
	} catch (error) {
		throw unreadable("the picture has no header that can be read", error);
	}
}

function asShown(header: Header, coded: CodedSize): PictureMeasure {
	const { width, height } = coded ?? header;
	if (!(Number.isSafeInteger(width) && Number.isSafeInteger(height) && width > 0 && height > 0)) {
		throw unreadable("the picture has no size");
	}
	const onItsSide = (header.orientation ?? 1) >= 5;
	return onItsSide ? { width: height, height: width } : { width, height };
}
