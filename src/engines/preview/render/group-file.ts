import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { RenderFailed } from "./render-failed.ts";

/** What an encoded group, an MP4 of its own, holds: how it is to be decoded, and each picture's bytes. */
export async function readGroup(
	mp4: Uint8Array<ArrayBuffer>,
): Promise<{ config: VideoDecoderConfig; samples: Uint8Array[] }> {
	const input = new Input({ source: new BufferSource(mp4), formats: [MP4] });
	const track = await input.getPrimaryVideoTrack();
	const config = (await track?.getDecoderConfig()) ?? null;
	if (track === null || config === null) throw new RenderFailed("The encoder gave no pictures.");
	const samples: Uint8Array[] = [];
	for await (const packet of new EncodedPacketSink(track).packets()) samples.push(packet.data);
	return { config, samples };
}

/** Whether a picture stands for itself: it has a NAL unit of type 5. The encoder's own file calls every sample a key frame. */
export function hasKeyFrame(sample: Uint8Array): boolean {
	const view = new DataView(sample.buffer, sample.byteOffset, sample.byteLength);
	for (let position = 0; position + 4 < sample.length; position += 4 + view.getUint32(position))
		if ((sample[position + 4]! & 31) === 5) return true;
	return false;
}
