import type { Pose } from "./camera-path.ts";
import type { Plane } from "./plane.ts";
import { createSampler } from "./sampler.ts";

/** Pixels between the mesh's points; between them the warp is bilinear. A power of two, so that rows divide by shifts. */
export const meshCellBits = 4;
export const meshCell = 1 << meshCellBits;

/** For each point of a grid over the frame: the place in the picture that is seen there, in 1/65536 of a pixel. */
export interface WarpMesh {
	readonly columns: number;
	readonly rows: number;
	readonly across: Int32Array;
	readonly down: Int32Array;
}

export interface MeshOptions {
	readonly width: number;
	readonly height: number;
	/** Nearness over the frame; its slope must be limited to the camera's travel. */
	readonly nearness: Plane;
	/** The point that zooms and turns leave in place, in pixels of the frame. */
	readonly focus: { readonly x: number; readonly y: number };
}

export function createWarpMesh(size: { readonly width: number; readonly height: number }): WarpMesh {
	const columns = Math.ceil(size.width / meshCell) + 1;
	const rows = Math.ceil(size.height / meshCell) + 1;
	return { columns, rows, across: new Int32Array(columns * rows), down: new Int32Array(columns * rows) };
}

/** Calls back for every point of the mesh, row by row, with the place in the picture that the pose shows there. */
export function eachSource(
	mesh: WarpMesh,
	options: MeshOptions & { readonly pose: Pose },
	visit: (index: number, x: number, y: number) => void,
): void {
	const { pose, focus } = options;
	const cosine = Math.cos(pose.roll);
	const sine = Math.sin(pose.roll);
	const nearAt = createSampler(options.nearness.values, {
		...options.nearness,
		width: options.width,
		height: options.height,
	});
	for (let row = 0; row < mesh.rows; row++) {
		const top = row * meshCell - focus.y - pose.y;
		for (let column = 0; column < mesh.columns; column++) {
			const left = column * meshCell - focus.x - pose.x;
			const aimX = left * cosine + top * sine;
			const aimY = top * cosine - left * sine;
			let x = aimX;
			let y = aimY;
			// Near parts go further, and how near a place is shows only once it is found: look, step, look again.
			for (let step = 0; step < 4; step++) {
				const near = nearAt(focus.x + x, focus.y + y);
				const scale = 1 / (1 + pose.zoom + pose.zoomNear * near);
				x = (aimX - pose.nearX * (near - pose.pivot)) * scale;
				y = (aimY - pose.nearY * (near - pose.pivot)) * scale;
			}
			visit(row * mesh.columns + column, focus.x + x, focus.y + y);
		}
	}
}
