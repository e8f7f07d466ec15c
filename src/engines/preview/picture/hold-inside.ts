import type { CameraPath, Pose } from "./camera-path.ts";
import type { Sides } from "./fit-picture.ts";
import { createWarpMesh, eachSource, meshCell, type MeshOptions } from "./warp-mesh.ts";

export interface HoldOptions extends MeshOptions {
	readonly seconds: number;
	/** How far past each side of the frame the camera may look, in pixels. */
	readonly reach: Sides;
}

/**
 * The path with as much zoom added, in step with its progress, as keeps the whole film within the picture and `reach`
 * pixels around it. A pan thus moves in a little, and nothing has to be invented at the edges.
 */
export function holdInside(path: CameraPath, options: HoldOptions): CameraPath {
	let extra = 0;
	const held = (atSeconds: number): Pose => {
		const pose = path.poseAt(atSeconds);
		return { ...pose, zoom: pose.zoom + extra * path.progressAt(atSeconds) };
	};
	const instants = [0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1].map((share) => share * options.seconds);
	for (let round = 0; round < 8; round++) {
		const missing = instants.map((atSeconds) => {
			const beyond = overshoot(held(atSeconds), options);
			return beyond / Math.max(0.1, path.progressAt(atSeconds));
		});
		const most = Math.max(...missing);
		if (most <= 0.25) break;
		extra += (1.1 * most) / (Math.min(options.width, options.height) / 2);
	}
	return { ...path, poseAt: held };
}

/** The most pixels by which the frame's border looks past what it may; 0 when it does not. */
function overshoot(pose: Pose, options: HoldOptions): number {
	const mesh = createWarpMesh(options);
	// The mesh's last points may lie past the frame; what they look past it is not seen.
	const right = (mesh.columns - 1) * meshCell + options.reach.right;
	const bottom = (mesh.rows - 1) * meshCell + options.reach.bottom;
	let most = 0;
	eachSource(mesh, { ...options, pose }, (_, x, y) => {
		most = Math.max(most, -options.reach.left - x, x - right, -options.reach.top - y, y - bottom);
	});
	return most;
}
