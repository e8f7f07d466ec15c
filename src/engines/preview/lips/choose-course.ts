import { decodeAudio } from "../audio/decode-audio.ts";
import type { Crew } from "../crew.ts";
import type { RenderOrder } from "../render-order.ts";
import { recordingOf, speechOf, speechStartSeconds } from "../speech/order-speech.ts";
import type { Phoneme } from "../speech/run-flite.ts";
import { timeSpeech } from "../speech/speak.ts";
import { courseOfPhonemes, courseOfSound, type MouthCourse } from "./mouth-course.ts";

/** How the mouth of an order's film moves: with the phonemes of its words, or with the recording that it brings. Null when nothing is heard. */
export async function chooseCourse(order: RenderOrder, crew: Crew): Promise<MouthCourse | null> {
	const wish = await speechOf(order);
	if (wish !== null) {
		const [phonemes] = await crew.share("speech", [() => timeSpeech(wish)]);
		return courseOfPhonemes(phonemes as readonly Phoneme[], speechStartSeconds);
	}
	const recording = recordingOf(order);
	const sound = recording === null ? null : await decodeAudio(recording, { mostSeconds: order.seconds });
	return sound === null ? null : courseOfSound(sound);
}
