import { EncodedPacketSink, FilePathSource, Input, type InputVideoTrack, MP4, QTFF } from "mediabunny";
import { RenderFailed } from "../render/render-failed.ts";

/** The encoded pictures of a film, all in memory: frames are drawn at once, and files are read in their own time. */
export interface FilmPackets {
	/** Pixels of a stored picture, before it is turned. */
	readonly width: number;
	readonly height: number;
	/** How far a picture is turned clockwise to be seen upright. */
	readonly rotation: 0 | 90 | 180 | 270;
	readonly seconds: number;
	/** Parameter sets, each a NAL unit. */
	readonly settings: readonly Uint8Array[];
	/** In the order in which they are decoded and shown. */
	readonly pictures: readonly FilmPicture[];
}

export interface FilmPicture {
	readonly atSeconds: number;
	readonly isKey: boolean;
	/** NAL units, each after its length in `lengthBytes` bytes. */
	readonly bytes: Uint8Array;
	readonly lengthBytes: number;
}

/** What the packets of one film may take; a film above has to be converted to a lower rate first. */
const mostBytes = 64 * 2 ** 20;

const unreadable = "The source film cannot be read";

/**
 * Reads a film of our own kind: an MP4 (or MOV) with H.264 of the Baseline profile. Rejects with RenderFailed and a reason for
 * the client when it is anything else.
 */
export async function readFilmPackets(path: string): Promise<FilmPackets> {
	const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF] });
	try {
		const track = await input.getPrimaryVideoTrack();
		if (track === null) throw new RenderFailed(`${unreadable}: it has no pictures.`);
		return await readTrack(track);
	} catch (error) {
		if (error instanceof RenderFailed) throw error;
		throw new RenderFailed(`${unreadable}: it is no MP4, or broken.`, { cause: error });
	} finally {
		input.dispose();
	}
}

async function readTrack(track: InputVideoTrack): Promise<FilmPackets> {
	const description = (await track.getDecoderConfig())?.description;
	if ((await track.getCodec()) !== "avc" || description === undefined)
		throw new RenderFailed(`${unreadable}: its pictures are not H.264.`);
	const config = readConfig(bytesOf(description));
	const pictures: FilmPicture[] = [];
	const start = await track.getFirstTimestamp();
	let bytes = 0;
	for await (const packet of new EncodedPacketSink(track).packets()) {
		bytes += packet.data.byteLength;
		if (bytes > mostBytes) throw new RenderFailed(`${unreadable}: it has more than ${mostBytes} bytes.`);
		const isKey = packet.type === "key";
		pictures.push({ atSeconds: packet.timestamp - start, isKey, bytes: packet.data, lengthBytes: config.lengthBytes });
	}
	if (pictures[0]?.isKey !== true) throw new RenderFailed(`${unreadable}: it does not begin with a whole picture.`);
	return {
		width: await track.getCodedWidth(),
		height: await track.getCodedHeight(),
		rotation: await track.getRotation(),
		seconds: (await track.computeDuration()) - start,
		settings: config.settings,
		pictures,
	};
}

/** An AVCDecoderConfigurationRecord. */
function readConfig(record: Uint8Array): { lengthBytes: number; settings: Uint8Array[] } {
	const profile = record[1];
	if (profile !== 66) throw new RenderFailed(`${unreadable}: its H.264 is not of the Baseline profile.`);
	const settings: Uint8Array[] = [];
	let position = 5;
	for (const mask of [31, 255]) {
		const count = record[position++]! & mask;
		for (let index = 0; index < count; index++) {
			const length = (record[position]! << 8) | record[position + 1]!;
			settings.push(record.slice(position + 2, position + 2 + length));
			position += 2 + length;
		}
	}
	return { lengthBytes: (record[4]! & 3) + 1, settings };
}

function bytesOf(source: NonNullable<VideoDecoderConfig["description"]>): Uint8Array {
	return ArrayBuffer.isView(source)
		? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
		: new Uint8Array(source);
}
