import { ramp } from "../scene/noise.ts";
import { type Affine, affineAt, fitAffine } from "./affine.ts";
import type { Flow } from "./flow.ts";
import type { Track } from "./track.ts";

/** A motion taken apart: the camera's, and what single things do besides. */
export interface PartMotion {
	readonly camera: Affine;
	readonly rest: Flow;
}

export function takeApart(flow: Flow): PartMotion {
	const camera = fitAffine(flow);
	const { columns, rows } = flow;
	const rest = { columns, rows, x: flow.x.slice(), y: flow.y.slice() };
	for (let row = 0, index = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++, index++) {
			rest.x[index] = (rest.x[index] as number) - affineAt(camera.x, column, row);
			rest.y[index] = (rest.y[index] as number) - affineAt(camera.y, column, row);
		}
	}
	return { camera, rest };
}

/** How often a film is looked at for it. */
const looks = 8;
/** Grid squares: what goes further than that does not go with the camera. */
const apart = 1.5;
/** Shares of the picture: as much as things that move have, and as much as only depth explains. */
const [things, depths] = [0.12, 0.35];

/**
 * Whether what does not go with the camera is things that move, 1, or a place with depth that a camera moves through, 0: that
 * is everywhere, and in a picture of something else it would bend what is straight.
 */
export function sureOfThings(track: Track, toSeconds: number): number {
	let most = 0;
	for (let look = 1; look <= looks; look++) {
		const { x, y } = takeApart(track.flowAt((look / looks) * toSeconds)).rest;
		const away = x.reduce((count, value, index) => count + (Math.hypot(value, y[index] as number) > apart ? 1 : 0), 0);
		most = Math.max(most, away / x.length);
	}
	return 1 - ramp(most, things, depths);
}
