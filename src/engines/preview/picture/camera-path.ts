import { noise1, ramp } from "../scene/noise.ts";
import type { MoveEnd } from "./camera-move.ts";

/** How the picture is seen at one instant; lengths in pixels, otherwise as in `MoveEnd`. All 0 is the picture itself. */
export interface Pose {
	readonly zoom: number;
	readonly zoomNear: number;
	readonly x: number;
	readonly y: number;
	readonly nearX: number;
	readonly nearY: number;
	readonly roll: number;
	readonly pivot: number;
}

export interface CameraPath {
	/** The pose at an instant of the film; at 0 it is the picture itself, and the first motion out of it has no jerk. */
	poseAt(atSeconds: number): Pose;
	/** How much of the way is behind, 0 to 1, never falling. */
	progressAt(atSeconds: number): number;
	/** The most that near and far come apart, in pixels. */
	readonly travel: number;
}

export interface PathOptions {
	readonly end: MoveEnd;
	readonly seconds: number;
	/** Pixels of the picture. */
	readonly width: number;
	readonly height: number;
	/** 1 is the move as it is written, 2 goes twice as far. */
	readonly reach: number;
	readonly seed: number;
}

/** The hand's tremble at `sway` 1, as a share of the picture's mean side. */
const tremble = 0.0016;

export function createCameraPath(options: PathOptions): CameraPath {
	const { end, seconds, seed } = options;
	const unit = Math.sqrt(options.width * options.height);
	// A short film has less time to travel in; a long one would bore at a short one's distance.
	const reach = Math.min(2.5, options.reach) * Math.min(1.25, Math.max(0.5, Math.sqrt(seconds / 5)));
	const hand = end.sway * tremble * unit;
	const wander = (atSeconds: number, channel: number): number =>
		(noise1(atSeconds * 0.55 + 3.7 * channel, seed + channel) - noise1(3.7 * channel, seed + channel)) * 2;
	const progressAt = (atSeconds: number): number => progress(end.tempo, atSeconds / seconds);
	return {
		progressAt,
		travel: unit * reach * Math.hypot(end.nearX, end.nearY) + reach * Math.abs(end.zoomNear) * unit * 0.6 + hand * 2,
		poseAt: (atSeconds) => {
			const far = progressAt(atSeconds) * reach;
			const loose = ramp(atSeconds, 0, 1.6) * hand;
			return {
				zoom: end.zoom * far,
				zoomNear: end.zoomNear * far,
				x: end.x * far * unit + 0.5 * loose * wander(atSeconds, 1),
				y: end.y * far * unit + 0.5 * loose * wander(atSeconds, 2),
				nearX: end.nearX * far * unit + loose * wander(atSeconds, 3),
				nearY: end.nearY * far * unit + 0.7 * loose * wander(atSeconds, 4),
				roll: end.roll * far + (loose / unit) * 0.4 * wander(atSeconds, 5),
				pivot: end.pivot,
			};
		},
	};
}

function progress(tempo: MoveEnd["tempo"], share: number): number {
	if (tempo === "quick") return glide(share / 0.5, 0.35, 0.5);
	if (tempo === "whip") return ramp(share, 0.3, 0.62);
	return glide(share, 0.28, 0.3);
}

/** Gathers speed over `rise` of the way's time, holds it, and comes to rest over the last `fall`. */
function glide(share: number, rise: number, fall: number): number {
	const time = Math.min(1, Math.max(0, share));
	const speed = 1 / (1 - rise / 2 - fall / 2);
	if (time < rise) return (speed * time * time) / (2 * rise);
	if (time <= 1 - fall) return speed * (time - rise / 2);
	const left = 1 - time;
	return 1 - (speed * left * left) / (2 * fall);
}
