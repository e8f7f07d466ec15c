import { trackFilm, type Track } from "../motion/track.ts";
import { sample } from "../motion/flow.ts";
import type { Source } from "../source/open-source.ts";
import type { Retouch, SourceRoom } from "../source/source-painter.ts";
import type { SourceView } from "../source/source-view.ts";
import { chooseCourse } from "./choose-course.ts";
import { drawMouth } from "./draw-mouth.ts";
import { findMouth, type Mouth } from "./find-mouth.ts";
import { drawSoundBars } from "./sound-bars.ts";

/**
 * Finds the mouth of whoever is seen at a source film's beginning and makes it say what is heard, wherever it goes.
 * Where there is none to be found small bars in a corner move with the sound instead.
 */
export async function createMouth({ order, source, view }: SourceRoom): Promise<Retouch> {
	const course = await chooseCourse(order);
	if (course === null) return {};
	const found = lookForMouth(source, view);
	if (found === null) return { over: (context, seconds) => drawSoundBars(context, view, { seconds, course }) };
	const follow = createFollower(source, view, { ...found, toSeconds: Math.min(order.seconds, source.seconds) });
	return {
		frame(atSeconds) {
			const picture = view.pixelsAt(atSeconds);
			const place = follow(atSeconds);
			if (place !== null) drawMouth(picture, place, course(atSeconds));
			return picture;
		},
	};
}

/** A film may fade in, or its speaker turn to us a moment later. */
const lookAtSeconds = [0, 0.5, 1, 2];

interface Found {
	readonly mouth: Mouth;
	readonly atSeconds: number;
}

function lookForMouth(source: Source, view: SourceView): Found | null {
	let best: Found | null = null;
	for (const atSeconds of lookAtSeconds) {
		if (atSeconds > 0 && atSeconds >= source.seconds) break;
		const mouth = findMouth(view.pixelsAt(atSeconds));
		if (mouth !== null && mouth.surety > 1.15 * (best?.mouth.surety ?? 0)) best = { mouth, atSeconds };
	}
	return best;
}

type Place = Pick<Mouth, "x" | "y" | "reach">;

/** Where the mouth has gone to at an instant; null once it has left the picture. */
function createFollower(
	source: Source,
	view: SourceView,
	{ mouth, atSeconds, toSeconds }: Found & { toSeconds: number },
): (atSeconds: number) => Place | null {
	const track = trackFilm(source, { originSeconds: atSeconds, fromSeconds: 0, toSeconds });
	return (now) => {
		const place = { ...mouth, ...placeAt(track, view, { mouth, atSeconds: Math.min(now, toSeconds) }) };
		const isSeen = place.x > 0 && place.y > 0 && place.x < view.width && place.y < view.height;
		return isSeen ? place : null;
	};
}

/** The face around the mouth is looked at, in a ring of points: lips alone are few. */
const ring = [
	[0, -1.6],
	[-1.6, -0.8],
	[1.6, -0.8],
	[-1.2, 0.6],
	[1.2, 0.6],
	[0, 1.2],
	[-1.4, -2.6],
	[1.4, -2.6],
] as const;

/** Flows tell where what is seen now has been; the place whose past is the mouth's is found step by step. */
function placeAt(track: Track, view: SourceView, { mouth, atSeconds }: Found): { x: number; y: number } {
	const flow = track.flowAt(atSeconds);
	const across = { columns: flow.columns, rows: flow.rows, values: flow.x };
	const down = { columns: flow.columns, rows: flow.rows, values: flow.y };
	const column = view.width / flow.columns;
	const row = view.height / flow.rows;
	let { x, y } = mouth;
	for (let step = 0; step < 4; step++) {
		let [shiftX, shiftY] = [0, 0];
		for (const [right, below] of ring) {
			const atColumn = (x + right * mouth.reach) / column - 0.5;
			const atRow = (y + below * mouth.reach) / row - 0.5;
			shiftX += (sample(across, atColumn, atRow) * column) / ring.length;
			shiftY += (sample(down, atColumn, atRow) * row) / ring.length;
		}
		x = mouth.x - shiftX;
		y = mouth.y - shiftY;
	}
	return { x, y };
}
