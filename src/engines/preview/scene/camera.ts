import { lerp, smooth } from "./noise.ts";
import type { Scene } from "./scene.ts";

/** Where the camera stands: offsets in frame widths and heights as the nearest layer sees them; zoom 1 or more. */
export interface CameraPose {
	readonly x: number;
	readonly y: number;
	readonly zoom: number;
	/** The same zoom as the far background sees it; other than by its depth only in a dolly zoom. */
	readonly farZoom: number;
}

/** The axis that a scene's camera travels: plates are prepared for it. */
export type CameraAxis = "x" | "y" | "zoom";

export function cameraAxis(scene: Scene): CameraAxis {
	switch (scene.camera.move) {
		case "up":
		case "down":
			return "y";
		case "in":
		case "out":
		case "dolly-in":
		case "dolly-out":
		case "orbit":
		case "hitchcock":
			return "zoom";
		default:
			return "x";
	}
}

/** How far a layer of depth 1 may be moved off its place, in frame widths (or heights, when the axis is y). */
export function cameraMargin(scene: Scene): number {
	const pose = [0, 0.25, 0.5, 0.75, 1].map((progress) => cameraAt(scene, { progress, seconds: 5 }));
	const axis = cameraAxis(scene);
	return Math.max(...pose.map(({ x, y }) => Math.abs(axis === "y" ? y : x))) + 0.012;
}

/** The pose at `progress` (0 to 1) of a film of `seconds`. */
export function cameraAt(scene: Scene, when: { progress: number; seconds: number }): CameraPose {
	const { move, reach } = scene.camera;
	const { progress } = when;
	const eased = lerp(progress, smooth(progress), 0.7);
	const swing = (eased - 0.5) * reach;
	const flat = { x: 0, y: 0, zoom: 1, farZoom: 1 };
	switch (move) {
		case "still":
			return flat;
		case "left":
			return { ...flat, x: swing * 0.16 };
		case "right":
			return { ...flat, x: -swing * 0.16 };
		case "whip":
			return { ...flat, x: -(smooth(smooth(progress)) - 0.5) * reach * 0.2 };
		case "up":
			return { ...flat, y: swing * 0.13 };
		case "down":
			return { ...flat, y: -swing * 0.13 };
		case "in":
			return zoomed(1 + 0.2 * reach * eased);
		case "out":
			return zoomed(1 + 0.2 * reach * (1 - eased));
		case "dolly-in":
			return zoomed(1 + 0.3 * reach * progress);
		case "dolly-out":
			return zoomed(1 + 0.3 * reach * (1 - progress));
		case "orbit":
			return { ...zoomed(1.08), x: Math.sin((progress - 0.5) * Math.PI) * 0.05 * reach };
		case "hitchcock":
			return { x: 0, y: 0, zoom: 1.22 - 0.18 * reach * 0.6 * eased, farZoom: 1 + 0.3 * reach * eased };
		case "handheld": {
			const turn = progress * when.seconds;
			return { ...flat, x: 0.006 * reach * (Math.sin(turn * 2.3) + 0.6 * Math.sin(turn * 5.1 + 1)) };
		}
		case "drift":
			return { ...flat, x: -(progress - 0.5) * 0.045 * reach * Math.min(1.6, 0.5 + when.seconds / 10) };
	}
}

function zoomed(zoom: number): CameraPose {
	return { x: 0, y: 0, zoom, farZoom: 1 + (zoom - 1) * 0.3 };
}
