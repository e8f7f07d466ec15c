import type { Source } from "../source/open-source.ts";
import { type Flow, measureFlow, sample, stillFlow } from "./flow.ts";
import { smallLuma } from "./small-luma.ts";

/** Where everything of a film was at one of its instants, the origin, and is at every other. */
export interface Track {
	/** What is seen at an instant was, at the origin, that much further. */
	flowAt(atSeconds: number): Flow;
}

export interface TrackOptions {
	readonly originSeconds: number;
	/** The part of the film that is followed. */
	readonly fromSeconds: number;
	readonly toSeconds: number;
}

/** Points on the longer side, and looks a second: enough for what a warp can show, and cheap. */
export const trackLong = 96;
const looksPerSecond = 12;

/** Follows a film's motion from the origin in both directions, adding up what each look finds. */
export function trackFilm(source: Source, options: TrackOptions): Track {
	const { originSeconds, fromSeconds, toSeconds } = options;
	const step = 1 / Math.min(looksPerSecond, Math.max(1, source.fps));
	const lumaAt = (atSeconds: number) => smallLuma(source.picture(source.frameAt(atSeconds)), trackLong);
	const first = Math.floor((Math.min(fromSeconds, originSeconds) - originSeconds) / step);
	const last = Math.ceil((Math.max(toSeconds, originSeconds) - originSeconds) / step);
	const flows = new Map<number, Flow>();
	const origin = lumaAt(originSeconds);
	flows.set(0, stillFlow(origin));
	for (const direction of [1, -1]) {
		let before = origin;
		for (let look = direction; look >= first && look <= last; look += direction) {
			const here = lumaAt(originSeconds + look * step);
			flows.set(look, chain(measureFlow(before, here), flows.get(look - direction) as Flow));
			before = here;
		}
	}
	return {
		flowAt(atSeconds) {
			const place = Math.min(last, Math.max(first, (atSeconds - originSeconds) / step));
			const look = Math.min(last - 1, Math.floor(place));
			const early = flows.get(Math.max(first, look)) as Flow;
			const late = flows.get(Math.max(first, look + 1)) ?? early;
			return mixFlows(early, late, place - look);
		},
	};
}

/** From now to before, and from there on to the origin. */
function chain(step: Flow, rest: Flow): Flow {
	const { columns, rows } = step;
	const x = { columns, rows, values: rest.x };
	const y = { columns, rows, values: rest.y };
	const whole = stillFlow(step);
	for (let index = 0; index < columns * rows; index++) {
		const stepX = step.x[index] as number;
		const stepY = step.y[index] as number;
		const column = (index % columns) + stepX;
		const row = Math.floor(index / columns) + stepY;
		whole.x[index] = stepX + sample(x, column, row);
		whole.y[index] = stepY + sample(y, column, row);
	}
	return whole;
}

function mixFlows(one: Flow, other: Flow, share: number): Flow {
	if (share <= 0) return one;
	const mixed = (a: Float32Array, b: Float32Array) =>
		a.map((value, index) => value + ((b[index] as number) - value) * share);
	return { columns: one.columns, rows: one.rows, x: mixed(one.x, other.x), y: mixed(one.y, other.y) };
}
