import type { CameraMove } from "../scene/scene.ts";

/**
 * Where a move has led when it is over. Lengths are shares of the picture's mean side (the root of its area), scales
 * are added to 1, angles are radians. What is seen moves the other way than the camera: a camera that goes left has
 * positive `x`.
 */
export interface MoveEnd {
	/** Growth of everything, and what the nearest grows beyond that. */
	readonly zoom: number;
	readonly zoomNear: number;
	/** Shift of everything. */
	readonly x: number;
	readonly y: number;
	/** What the nearest shifts beyond the point that holds still, `pivot`; the farthest shifts the other way. */
	readonly nearX: number;
	readonly nearY: number;
	readonly roll: number;
	/** The nearness, 0 to 1, that parallax leaves in place. */
	readonly pivot: number;
	/** How the move spends its time. */
	readonly tempo: "glide" | "quick" | "whip";
	/** How far the hand trembles, 1 for a gentle float. */
	readonly sway: number;
	/** Whether the camera may look past the picture's edge, into its mirrored border. */
	readonly beyond: boolean;
}

const rest: MoveEnd = {
	zoom: 0,
	zoomNear: 0,
	x: 0,
	y: 0,
	nearX: 0,
	nearY: 0,
	roll: 0,
	pivot: 0.4,
	tempo: "glide",
	sway: 1,
	beyond: false,
};

const ends: Record<Exclude<CameraMove, "drift">, Partial<MoveEnd>> = {
	still: { zoomNear: 0.012, sway: 1.4 },
	left: { x: 0.036, nearX: 0.05, pivot: 0.3 },
	right: { x: -0.036, nearX: -0.05, pivot: 0.3 },
	up: { y: 0.03, nearY: 0.05, zoom: 0.01 },
	down: { y: -0.03, nearY: -0.05, zoom: 0.01 },
	in: { zoom: 0.1, zoomNear: 0.06 },
	out: { zoom: -0.05, zoomNear: -0.05, beyond: true },
	"dolly-in": { zoom: 0.06, zoomNear: 0.12 },
	"dolly-out": { zoom: -0.03, zoomNear: -0.08, beyond: true },
	orbit: { nearX: 0.075, x: -0.012, zoom: 0.025, pivot: 0.5 },
	whip: { x: 0.09, nearX: 0.03, tempo: "whip" },
	hitchcock: { zoom: 0.13, zoomNear: -0.115 },
	handheld: { zoom: 0.03, nearX: 0.01, sway: 5 },
};

/** What a film does when nobody says: each is calm, and the seed picks. */
const drifts: readonly Partial<MoveEnd>[] = [
	{ zoom: 0.05, zoomNear: 0.06, nearX: 0.02 },
	{ zoom: 0.05, zoomNear: 0.06, nearX: -0.02 },
	{ nearX: 0.055, zoom: 0.02, pivot: 0.5 },
	{ nearX: -0.055, zoom: 0.02, pivot: 0.5 },
	{ y: 0.018, nearY: 0.035, zoom: 0.03, zoomNear: 0.02 },
	{ x: 0.022, nearX: 0.035, zoom: 0.02 },
	{ x: -0.022, nearX: -0.035, zoom: 0.02 },
];

/**
 * Moves that one wire names and a painted scene has no use for, but a picture does: following holds the subject and
 * lets the background pass; a fixed background lets only what is near move.
 */
const wireEnds: ReadonlyMap<string, Partial<MoveEnd>> = new Map([
	["camera_rotation", { roll: 0.07, zoomNear: 0.03 }],
	["robo_arm", { nearX: 0.06, y: 0.015, nearY: 0.025, zoom: 0.05, roll: -0.015, pivot: 0.5 }],
	["left_follow", { x: 0.03, nearX: -0.05, pivot: 0.7 }],
	["right_follow", { x: -0.03, nearX: 0.05, pivot: 0.7 }],
	["fix_bg", { nearX: 0.02, zoomNear: 0.03, pivot: 0, sway: 1.4 }],
	["quickly_zoom_in", { ...ends.in, tempo: "quick" }],
	["quickly_zoom_out", { ...ends.out, tempo: "quick" }],
]);

/** Where `move` leads; `wireWord` is the wire's own word for it, `choice` (any whole number) picks when it is `drift`. */
export function moveEnd(move: CameraMove, options: { wireWord: string | null; choice: number }): MoveEnd {
	const named = wireEnds.get(options.wireWord?.toLowerCase() ?? "");
	const free = drifts[options.choice % drifts.length] as Partial<MoveEnd>;
	return { ...rest, ...(named ?? (move === "drift" ? free : ends[move])) };
}
