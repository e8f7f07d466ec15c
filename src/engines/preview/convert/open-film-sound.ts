import {
	ALL_FORMATS,
	type EncodedPacket,
	EncodedPacketSink,
	FilePathSource,
	Input,
	type InputAudioTrack,
} from "mediabunny";
import { decodeAudio } from "../audio/decode-audio.ts";
import { RenderFailed } from "../render/render-failed.ts";
import { encodeSoundTrack } from "../render/sound-track.ts";

/** A film's sound as AAC, read along with its pictures. */
export interface FilmSound {
	readonly decoderConfig: AudioDecoderConfig;
	/** The next packet, 0 being the first picture's instant; null after the last. */
	next(): Promise<EncodedPacket | null>;
	close(): void;
}

/** Null for a film without sound. Rejects with RenderFailed for sound that cannot be decoded. */
export async function openFilmSound(path: string, maxSeconds: number): Promise<FilmSound | null> {
	const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
	try {
		const track = await input.getPrimaryAudioTrack();
		if (track === null) return closed(input, null);
		const config = await track.getDecoderConfig();
		if ((await track.getCodec()) === "aac" && config?.description !== undefined) {
			const start = (await (await input.getPrimaryVideoTrack())?.getFirstTimestamp()) ?? 0;
			return copyPackets(track, { start, maxSeconds, config, close: () => input.dispose() });
		}
		return closed(input, await encodeAnew(path, { maxSeconds, end: await track.computeDuration() }));
	} catch (error) {
		input.dispose();
		if (error instanceof RenderFailed) throw error;
		throw new RenderFailed("The film cannot be converted: it is broken, or of a kind that is not read here.", {
			cause: error,
		});
	}
}

function closed<Value>(input: Input, value: Value): Value {
	input.dispose();
	return value;
}

interface CopyOptions {
	readonly start: number;
	readonly maxSeconds: number;
	readonly config: AudioDecoderConfig;
	close(): void;
}

/** A packet that ends before the pictures begin is left out, but for those that the decoder needs to find its feet. */
const leadInSeconds = 0.1;

function copyPackets(track: InputAudioTrack, { start, maxSeconds, config, close }: CopyOptions): FilmSound {
	const packets = new EncodedPacketSink(track).packets();
	return {
		decoderConfig: config,
		async next() {
			for (;;) {
				const { value, done } = await packets.next();
				if (done === true || value.timestamp - start >= maxSeconds) return null;
				if (value.timestamp - start > -leadInSeconds) return value.clone({ timestamp: value.timestamp - start });
			}
		},
		close,
	};
}

async function encodeAnew(
	path: string,
	{ maxSeconds, end }: { maxSeconds: number; end: number },
): Promise<FilmSound | null> {
	const sound = await decodeAudio(path, { mostSeconds: maxSeconds });
	if (sound === null) return null;
	const track = await encodeSoundTrack(sound, Math.max(1, Math.ceil(Math.min(end, maxSeconds))));
	let place = 0;
	return { decoderConfig: track.decoderConfig, next: async () => track.packets[place++] ?? null, close: () => {} };
}
