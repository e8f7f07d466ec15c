import type { Source } from "../source/open-source.ts";
import type { Retouch, SourceRoom } from "../source/source-painter.ts";
import type { SourceView } from "../source/source-view.ts";
import { isSpoken } from "../speech/order-speech.ts";
import { chooseCourse } from "./choose-course.ts";
import { drawMouth } from "./draw-mouth.ts";
import { findMouth } from "./find-mouth.ts";
import { type Found, followMouth, placeOn } from "./follow-mouth.ts";
import { drawSoundBars } from "./sound-bars.ts";

/**
 * Finds the mouth of whoever is seen at a source film's beginning and makes it say what is heard, wherever it goes.
 * Where there is none to be found small bars in a corner move with the sound instead.
 */
export async function createMouth({ order, source, view, crew }: SourceRoom): Promise<Retouch> {
	if (!isSpoken(order)) return {};
	const [[path], course] = await Promise.all([
		crew.share("mouth", [
			() => {
				const found = lookForMouth(source, view);
				const toSeconds = Math.min(order.seconds, source.seconds);
				return found === null ? null : followMouth(source, view, { ...found, toSeconds });
			},
		]),
		chooseCourse(order, crew),
	]);
	if (course === null) return {};
	if (path == null) return { over: (context, seconds) => drawSoundBars(context, view, { seconds, course }) };
	return {
		frame(atSeconds) {
			const picture = view.pixelsAt(atSeconds);
			const place = placeOn(path, atSeconds);
			if (place !== null) drawMouth(picture, place, course(atSeconds));
			return picture;
		},
	};
}

/** A film may fade in, or its speaker turn to us a moment later. */
const lookAtSeconds = [0, 0.5, 1, 2];

function lookForMouth(source: Source, view: SourceView): Found | null {
	let best: Found | null = null;
	for (const atSeconds of lookAtSeconds) {
		if (atSeconds > 0 && atSeconds >= source.seconds) break;
		const mouth = findMouth(view.pixelsAt(atSeconds));
		if (mouth !== null && mouth.surety > 1.15 * (best?.mouth.surety ?? 0)) best = { mouth, atSeconds };
	}
	return best;
}
