import hme from "h264-mp4-encoder";

/**
 * Encodes one group of frames as H.264 in an MP4 of its own.
 * To be loaded in a worker thread only: the library installs handlers that end its process at any stray rejection.
 */
export interface GroupEncoder {
	/** Takes the next frame, I420. */
	add(picture: Uint8Array): void;
	/** Bytes written so far. */
	bytes(): number;
	/** The MP4, one sample a second. Nothing can be added afterwards. */
	finish(): Uint8Array<ArrayBuffer>;
	/** Frees the encoder's memory; finished or not. */
	close(): void;
}

export interface GroupEncoderOptions {
	/** Even numbers: the encoder ends its process at odd ones. */
	readonly width: number;
	readonly height: number;
	readonly frames: number;
	/** Holds the rate instead of the quality; null for constant quality. */
	readonly kilobitsPerFrame: number | null;
}

const fastest = 10;
const quantizer = 25;
const outputName = "group.mp4";

export async function createGroupEncoder(options: GroupEncoderOptions): Promise<GroupEncoder> {
	const encoder = await hme.createH264MP4Encoder();
	encoder.outputFilename = outputName;
	encoder.width = options.width;
	encoder.height = options.height;
	// Its file is written out once a second of film: at one frame a second `bytes` never lags behind.
	encoder.frameRate = 1;
	encoder.speed = fastest;
	encoder.quantizationParameter = quantizer;
	encoder.kbps = options.kilobitsPerFrame ?? 0;
	encoder.groupOfPictures = options.frames + 1;
	encoder.initialize();
	let finished = false;
	return {
		add: (picture) => encoder.addFrameYuv(picture),
		bytes: () => (encoder.FS.stat(outputName) as { size: number }).size,
		finish() {
			encoder.finalize();
			finished = true;
			return new Uint8Array(encoder.FS.readFile(outputName));
		},
		close() {
			if (!finished) encoder.finalize();
			encoder.delete();
			encoder.FS.unlink(outputName);
		},
	};
}
