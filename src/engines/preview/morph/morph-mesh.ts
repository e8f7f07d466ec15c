import { createWarpMesh, type WarpMesh } from "../picture/warp-mesh.ts";

/** For each point of a grid over the frame: where both pictures are read, how they are mixed, and the light on it. */
export interface MorphMesh {
	readonly columns: number;
	readonly rows: number;
	readonly first: WarpMesh;
	readonly second: WarpMesh;
	/** The second picture's share, 0 to 65536. */
	readonly share: Int32Array;
	/** Light laid over the mix, 0 to 65536. */
	readonly glow: Int32Array;
}

export function createMorphMesh(size: { readonly width: number; readonly height: number }): MorphMesh {
	const first = createWarpMesh(size);
	const { columns, rows } = first;
	const count = columns * rows;
	return {
		columns,
		rows,
		first,
		second: createWarpMesh(size),
		share: new Int32Array(count),
		glow: new Int32Array(count),
	};
}
