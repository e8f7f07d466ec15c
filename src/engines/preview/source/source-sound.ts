import { EncodedPacketSink, FilePathSource, Input, type InputAudioTrack, MP4, QTFF } from "mediabunny";
import { inputsOf, type RenderOrder } from "../render-order.ts";
import type { SoundTrack } from "../render/sound-track.ts";

/** A source's own sound as a film's: its packets as they are, or none where the source is silent. */
export interface KeptSound {
	readonly track: SoundTrack | null;
}

/** What brings new sound even where the old one goes on: the two have to be mixed, which packets cannot be. */
const mixing: ReadonlySet<RenderOrder["operation"]> = new Set(["sound-effect", "lip-sync"]);

/**
 * The sound of an order's source, to be copied packet by packet and cut at the film's end. Null when the order does not keep it,
 * adds to it, or when it is no AAC: then it has to be made.
 */
export async function keepSourceSound(order: RenderOrder): Promise<KeptSound | null> {
	const [source] = inputsOf(order, "source");
	const { keepSound, speech, soundWords } = order.settings;
	if (keepSound !== true || source === undefined || mixing.has(order.operation)) return null;
	if (speech !== null || soundWords !== null) return null;
	const input = new Input({ source: new FilePathSource(source.path), formats: [MP4, QTFF] });
	try {
		const track = await input.getPrimaryAudioTrack();
		if (track === null) return { track: null };
		if ((await track.getCodec()) !== "aac") return null;
		const video = await input.getPrimaryVideoTrack();
		return {
			track: await copyPackets(track, { start: (await video?.getFirstTimestamp()) ?? 0, seconds: order.seconds }),
		};
	} finally {
		input.dispose();
	}
}

async function copyPackets(
	track: InputAudioTrack,
	{ start, seconds }: { start: number; seconds: number },
): Promise<SoundTrack | null> {
	const decoderConfig = await track.getDecoderConfig();
	if (decoderConfig === null) return null;
	const packets = [];
	for await (const packet of new EncodedPacketSink(track).packets()) {
		const timestamp = packet.timestamp - start;
		if (timestamp >= seconds) break;
		// Sound of before the first picture is not heard; one packet of it may be what the next is decoded from.
		if (timestamp + 2 * packet.duration <= 0) continue;
		packets.push(packet.clone({ timestamp, duration: Math.min(packet.duration, seconds - timestamp) }));
	}
	return packets.length === 0 ? null : { packets, decoderConfig };
}
