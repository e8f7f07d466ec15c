import type { VoiceManner } from "./speakers.ts";
import type { VoiceMeasure } from "./voice-measure.ts";

/** Whether a voice's id is that of one which a client made from a recording. */
export function isCustomVoice(voice: string): boolean {
	return /^custom:\d+$/.test(voice);
}

/** How bright the two voices that hear our pitch are by themselves; see `VoiceMeasure`. */
const ownBrightness = { awb: 8.7, slt: 8.3 } as const;
const ownPitch = { awb: 118, slt: 162 } as const;
const womanFrom = 152;

/**
 * The nearest voice, moved to the pitch of a recorded one and part of the way to its brightness. It is not the recorded
 * person's voice: it has their pitch and about their size.
 */
export function customManner(measure: VoiceMeasure): VoiceManner {
	const voice = measure.pitch < womanFrom ? "awb" : "slt";
	const higher = Math.log2(measure.pitch / ownPitch[voice]);
	const brighter = Math.max(-1, Math.min(1, measure.brightness - ownBrightness[voice]));
	return {
		voice,
		pitch: Math.max(65, Math.min(330, measure.pitch)),
		// Who speaks an octave higher is smaller by far less than that.
		size: Math.max(0.86, Math.min(1.2, 2 ** (0.25 * higher + 0.1 * brighter))),
		pace: 1,
		brightness: 6 * brighter,
		breath: 0,
	};
}
