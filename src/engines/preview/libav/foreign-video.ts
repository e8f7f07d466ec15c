import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input, type InputVideoTrack } from "mediabunny";
import { RenderFailed } from "../render/render-failed.ts";
import type { LibAvFrame } from "./load-libav.ts";
import { createPacketDecoder, secondsOf } from "./packet-decoder.ts";

/** A film with H.264 of any profile that has 8 bits and 4:2:0, open for one reading from its start. */
export interface ForeignVideo {
	/** How far its pictures are turned clockwise to be seen upright. */
	readonly rotation: 0 | 90 | 180 | 270;
	/** In the order in which they are seen, the first at 0. One stands in memory at a time, with what its decoder needs. */
	frames(): AsyncGenerator<ForeignFrame>;
	close(): void;
}

export interface ForeignFrame {
	readonly atSeconds: number;
	readonly width: number;
	readonly height: number;
	/** I420: three planes without gaps, those of the colours half as wide and high, rounded up. */
	readonly bytes: Uint8Array;
	/** Whether black is 0 and white 255, not 16 and 235. */
	readonly fullRange: boolean;
	/** Whether its colours are those of standard television (BT.601), not of BT.709. */
	readonly isStandard: boolean;
}

const unreadable = "The film cannot be decoded";
/** FFmpeg's numbers of 8-bit 4:2:0, without and with the full range. */
const [limited420, full420] = [0, 12];

/** Rejects with RenderFailed and a reason for what is no such film. */
export async function openForeignVideo(path: string): Promise<ForeignVideo> {
	const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
	try {
		const track = await input.getPrimaryVideoTrack();
		if (track === null) throw new RenderFailed(`${unreadable}: it has no pictures.`);
		const codec = await track.getCodec();
		if (codec !== "avc") throw new RenderFailed(`${unreadable}: its pictures are ${codec ?? "unknown"}, not H.264.`);
		const rotation = await track.getRotation();
		return { rotation, frames: () => decodeTrack(track), close: () => input.dispose() };
	} catch (error) {
		input.dispose();
		if (error instanceof RenderFailed) throw error;
		throw new RenderFailed(`${unreadable}: it is broken, or of a kind that is not read here.`, { cause: error });
	}
}

async function* decodeTrack(track: InputVideoTrack): AsyncGenerator<ForeignFrame> {
	const config = await track.getDecoderConfig();
	if (config === null) throw new RenderFailed(`${unreadable}: it does not say how it is encoded.`);
	const decoder = await createPacketDecoder("avc", config.description);
	const start = await track.getFirstTimestamp();
	const colours = config.colorSpace;
	const toFrame = (frame: LibAvFrame): ForeignFrame => {
		const { width = 0, height = 0, format, data } = frame;
		if ((format !== limited420 && format !== full420) || !(data instanceof Uint8Array))
			throw new RenderFailed(`${unreadable}: only pictures of 8 bits in 4:2:0 are.`);
		// Who does not say it means, by custom, what television of that size had.
		const isStandard = colours?.matrix ? /170m|470bg/.test(colours.matrix) : height <= 576 && width < 1280;
		const fullRange = format === full420 || colours?.fullRange === true;
		return { atSeconds: secondsOf(frame) - start, width, height, bytes: data, fullRange, isStandard };
	};
	for await (const packet of new EncodedPacketSink(track).packets())
		for (const frame of await decoder.decode([packet])) yield toFrame(frame);
	for (const frame of await decoder.finish()) yield toFrame(frame);
}
