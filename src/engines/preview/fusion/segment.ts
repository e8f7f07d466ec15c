import { smoothAlong } from "../picture/edge-aware.ts";
import { subjectOf } from "../picture/nearness.ts";
import { boxBlur, mapPlane, type Plane } from "../picture/plane.ts";
import type { Thumbnail } from "../picture/thumbnail.ts";
import { clamp, ramp } from "../scene/noise.ts";
import { type ColourModel, modelColours } from "./colour-model.ts";
import { keepWhole } from "./keep-whole.ts";

const rounds = 5;

/** What of a view belongs to what its picture is of. */
export interface Segments {
	/** How surely each point does, 0 to 1. */
	readonly mask: Plane;
	/** The same anew for a finer view of the picture, by the colours alone, from what each of its points is taken for. */
	judge(finer: Thumbnail, taken: Plane): Plane;
}

/**
 * A first guess by what stands out from the border, then by turns the colours of what is and of what is not the subject, and
 * each point anew by those colours, by the guess and by its neighbours.
 */
export function segment(view: Thumbnail): Segments {
	const prior = guess(view);
	let share = prior;
	let say = coloursOf(view, share);
	for (let round = 0; round < rounds; round++) {
		share = smoothAlong(judged(view, prior, say), view.lightness, { radius: 3, tolerance: 0.06 });
		share = mapPlane(share, (index) => clamp(share.values[index] as number));
		say = coloursOf(view, share);
	}
	return {
		mask: keepWhole(mapPlane(share, (index) => ramp(share.values[index] as number, 0.3, 0.7))),
		judge: (finer, taken) => judged(finer, taken, say),
	};
}

interface Colours {
	readonly subject: ColourModel;
	readonly rest: ColourModel;
}

function coloursOf(view: Thumbnail, share: Plane): Colours {
	return {
		subject: modelColours(view, (index) => (share.values[index] as number) ** 2),
		rest: modelColours(view, (index) => (1 - (share.values[index] as number)) ** 2 + borderWeight(view, index)),
	};
}

/** The guess, or the picture's middle where nothing stands out. */
function guess(view: Thumbnail): Plane {
	const found = subjectOf(view);
	const sure = found.values.reduce((sum, value) => sum + (value > 0.5 ? 1 : 0), 0) / found.values.length;
	const { columns, rows } = found;
	const wide = boxBlur(found, 3);
	return mapPlane(found, (index) => {
		const x = (index % columns) / (columns - 1) - 0.5;
		const y = Math.floor(index / columns) / (rows - 1) - 0.54;
		const middle = 1 - ramp(Math.hypot(x / 0.34, y / 0.42), 0.6, 1.25);
		return sure < 0.02 ? 0.8 * middle : clamp(0.62 * (wide.values[index] as number) + 0.26 * middle);
	});
}

/** The border above and at the sides is background whatever else is said. */
function borderWeight({ lightness }: Thumbnail, index: number): number {
	const { columns, rows } = lightness;
	const [x, y] = [index % columns, Math.floor(index / columns)];
	return x < 2 || x >= columns - 2 || (y < 2 && Math.abs(x / columns - 0.5) > 0.2) || y < rows * 0.01 ? 3 : 0;
}

function judged(view: Thumbnail, taken: Plane, { subject, rest }: Colours): Plane {
	return mapPlane(view.lightness, (index) => {
		const prior = clamp(taken.values[index] as number, 0.03, 0.94);
		const forIt = subject(view, index) * prior;
		const against = rest(view, index) * (1 - prior);
		return forIt / (forIt + against + 1e-12);
	});
}
