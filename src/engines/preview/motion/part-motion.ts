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
const looks = 4;
/** How many times as far as the camera goes what does not go with it: of a place with depth, and of things that move. */
const [ofDepth, ofThings] = [1.5, 4];
/** Grid squares: a camera that moves less stands still. */
const stillness = 0.5;

/**
 * Whether what does not go with the camera is things that move, 1, or a place with depth that a camera moves through, 0: that
 * is nowhere much more than what the camera does, and in a picture of something else it would bend what is straight.
 */
export function sureOfThings(track: Track, toSeconds: number): number {
	let [camera, rest] = [0, 0];
	for (let look = 1; look <= looks; look++) {
		const flow = track.flowAt((look / looks) * toSeconds);
		const motion = takeApart(flow);
		const lengths = motion.rest.x.map((x, index) => Math.hypot(x, motion.rest.y[index] as number)).sort();
		rest += lengths[Math.floor(0.9 * lengths.length)] as number;
		camera += meanLength(motion.camera, flow);
	}
	return ramp(rest / (camera + looks * stillness), ofDepth, ofThings);
}

/** How far the camera moves what is seen, on the average. */
function meanLength({ x, y }: Affine, { columns, rows }: Flow): number {
	let sum = 0;
	for (let row = 0; row < rows; row++) {
		for (let column = 0; column < columns; column++) {
			sum += Math.hypot(affineAt(x, column, row), affineAt(y, column, row));
		}
	}
	return sum / (columns * rows);
}
