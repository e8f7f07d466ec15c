import type { RenderOrder } from "../render-order.ts";
import type { Scene } from "../scene/scene.ts";
import { moveEnd } from "./camera-move.ts";
import { type CameraPath, createCameraPath } from "./camera-path.ts";
import type { FittedPicture, Sides } from "./fit-picture.ts";
import { holdInside } from "./hold-inside.ts";
import { estimateNearness, softenNearness } from "./nearness.ts";
import type { Plane } from "./plane.ts";
import type { MeshOptions } from "./warp-mesh.ts";

/** Wide enough for a pull back, and for the mesh's points past the frame of a small film. */
export function borderFor(width: number, height: number): number {
	return Math.max(24, Math.round(0.075 * Math.sqrt(width * height)));
}

/** The camera's way over a picture for `order.seconds`: as the order's camera word, else the prompt's, else the seed has it. */
export function aimCamera(
	picture: FittedPicture,
	order: Pick<RenderOrder, "look" | "seconds">,
	scene: Scene,
): { path: CameraPath; optics: MeshOptions } {
	const { width, height, margin } = picture;
	const end = moveEnd(scene.camera.move, { wireWord: order.look.camera, choice: scene.seed });
	const seconds = order.seconds;
	const free = createCameraPath({ end, seconds, width, height, reach: scene.camera.reach, seed: scene.seed });
	const nearest = estimateNearness(picture);
	const nearness = softenNearness(nearest, { width, travel: free.travel });
	const optics = { width, height, nearness, focus: focusOf(nearest, picture) };
	const edge = margin - 4;
	const past = end.beyond ? edge : Math.min(edge, 0.025 * Math.sqrt(width * height));
	const side = (spare: number): number => Math.min(edge, Math.max(past, spare));
	const { left, top, right, bottom } = picture.spare;
	const reach: Sides = { left: side(left), top: side(top), right: side(right), bottom: side(bottom) };
	return { path: holdInside(free, { ...optics, seconds, reach }), optics };
}

/** The middle of what is near, kept to the frame's middle and out of its lower half, where ground outweighs faces. */
function focusOf(nearness: Plane, size: { width: number; height: number }): { x: number; y: number } {
	let weight = 1e-6;
	let across = 0;
	let down = 0;
	nearness.values.forEach((near, index) => {
		const heavy = near ** 4;
		weight += heavy;
		across += heavy * ((index % nearness.columns) / nearness.columns);
		down += heavy * (Math.floor(index / nearness.columns) / nearness.rows);
	});
	const kept = (share: number, low: number, high: number): number => Math.min(high, Math.max(low, share));
	return { x: kept(across / weight, 0.4, 0.6) * size.width, y: kept(down / weight, 0.38, 0.5) * size.height };
}
