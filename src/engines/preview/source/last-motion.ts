import { type Affine, affineAt, fitAffine } from "../motion/affine.ts";
import { type Flow, measureFlow, stillFlow } from "../motion/flow.ts";
import { smallLuma } from "../motion/small-luma.ts";
import { trackLong } from "../motion/track.ts";
import { boxBlur } from "../picture/plane.ts";
import type { Source } from "./open-source.ts";

/** How a film moves as it ends. */
export interface LastMotion {
	/** What each point does a second, seen backwards as in `Flow`, beyond what all do. */
	readonly own: Flow;
	/** What all do, a second: the camera's motion. */
	readonly all: Affine;
}

const lookSeconds = 0.2;
/** The last look counts most: what a thing did a second ago may be over. */
const weights = [0.55, 0.25, 0.12, 0.08];

/** Grid squares a second. */
const smallest = 1.2;

export function measureLastMotion(source: Source): LastMotion {
	const end = source.startOf(source.frames - 1);
	const lumaAt = (atSeconds: number) => smallLuma(source.picture(source.frameAt(atSeconds)), trackLong);
	let later = lumaAt(end);
	const sum = stillFlow(later);
	let total = 1e-6;
	for (const [index, weight] of weights.entries()) {
		if (end - (index + 1) * lookSeconds < 0) break;
		const earlier = lumaAt(end - (index + 1) * lookSeconds);
		const flow = measureFlow(earlier, later);
		for (const axis of ["x", "y"] as const)
			flow[axis].forEach((value, at) => {
				sum[axis][at] = (sum[axis][at] as number) + (value * weight) / lookSeconds;
			});
		total += weight;
		later = earlier;
	}
	const { columns, rows } = sum;
	const mean = { columns, rows, x: sum.x.map((value) => value / total), y: sum.y.map((value) => value / total) };
	const all = fitAffine(mean);
	return { own: { columns, rows, x: ownOf(mean, "x", all), y: ownOf(mean, "y", all) }, all };
}

/** What a point does beyond the camera's motion. Small differences are the measure's; large ones are kept smooth. */
function ownOf(mean: Flow, axis: "x" | "y", all: Affine): Float32Array {
	const { columns, rows } = mean;
	const values = mean[axis].map((value, index) => {
		const away = value - affineAt(all[axis], index % columns, Math.floor(index / columns));
		return Math.sign(away) * Math.max(0, Math.abs(away) - smallest);
	});
	return boxBlur(boxBlur({ columns, rows, values }, 4), 3).values;
}
