import { decodeAudio, type StereoSound } from "../audio/decode-audio.ts";
import type { RenderOrder } from "../render-order.ts";
import { sampleRate } from "../sound/dsp.ts";
import { recordingOf, speechOf, speechStartSeconds } from "../speech/order-speech.ts";
import { speak } from "../speech/speak.ts";

/** What is spoken in an order's film, from its first instant on: its words in their voice, or the recording it brings. Null when nobody speaks. */
export async function createVoiceTrack(order: RenderOrder): Promise<StereoSound | null> {
	const wish = await speechOf(order);
	if (wish !== null) {
		const { samples } = await speak(wish);
		const voice = new Float32Array(Math.round(speechStartSeconds * sampleRate) + samples.length);
		voice.set(samples, voice.length - samples.length);
		return { left: voice, right: voice, sampleRate };
	}
	const recording = recordingOf(order);
	return recording === null ? null : decodeAudio(recording, { mostSeconds: order.seconds });
}
