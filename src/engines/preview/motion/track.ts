import { alone, type Crew } from "../crew.ts";
import type { Plane } from "../picture/plane.ts";
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

/** Of the looks that the threads share. */
const parts = 4;

/** From one look to the next one. */
interface Step {
	readonly from: number;
	readonly to: number;
}

/** Follows a film's motion from the origin in both directions, adding up what each look finds. */
export async function trackFilm(source: Source, options: TrackOptions, crew: Crew = alone): Promise<Track> {
	const { originSeconds, fromSeconds, toSeconds } = options;
	const step = 1 / Math.min(looksPerSecond, Math.max(1, source.fps));
	const lumaAt = (atSeconds: number) => smallLuma(source.picture(source.frameAt(atSeconds)), trackLong);
	const first = Math.floor((Math.min(fromSeconds, originSeconds) - originSeconds) / step);
	const last = Math.ceil((Math.max(toSeconds, originSeconds) - originSeconds) / step);
	const steps = [...stepsTo(last), ...stepsTo(first)];
	const each = Math.ceil(steps.length / parts);
	const measured = await crew.share(
		"motion",
		Array.from({ length: parts }, (_, part) => () => {
			const seen = new Map<number, Plane>();
			return steps.slice(part * each, (part + 1) * each).map(({ from, to }): Flow => {
				const before = seen.get(from) ?? lumaAt(originSeconds + from * step);
				const here = lumaAt(originSeconds + to * step);
				seen.clear();
				seen.set(to, here);
				return measureFlow(before, here);
			});
		}),
	);
	const flows = new Map<number, Flow>([[0, stillFlow(lumaAt(originSeconds))]]);
	for (const [index, flow] of measured.flat().entries()) {
		const { from, to } = steps[index] as Step;
		flows.set(to, chain(flow, flows.get(from) as Flow));
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

/** From the origin, 0, to a look before it or after it. */
function stepsTo(look: number): Step[] {
	const way = Math.sign(look);
	return Array.from({ length: Math.abs(look) }, (_, index) => ({ from: way * index, to: way * (index + 1) }));
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
