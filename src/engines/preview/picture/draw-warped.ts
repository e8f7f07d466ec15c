import { drawSpan } from "./draw-span.ts";
import type { Pixels } from "./pixels.ts";
import { meshCell, meshCellBits, type WarpMesh } from "./warp-mesh.ts";

/**
 * Paints the whole target by what the mesh says. Every place must lie within the picture, two pixels or more from its edges.
 * A place on whole pixels copies the picture exactly.
 */
export function drawWarped(target: Pixels, picture: Pixels, mesh: WarpMesh): void {
	const source = { picture, mesh };
	// One object for all the spans: there are tens of thousands a frame.
	const span = { corner: 0, within: 0, start: 0, end: 0 };
	for (let y = 0; y < target.height; y++) {
		span.within = y & (meshCell - 1);
		for (let x = 0; x < target.width; x += meshCell) {
			span.corner = (y >> meshCellBits) * mesh.columns + (x >> meshCellBits);
			span.start = y * target.width + x;
			span.end = y * target.width + Math.min(x + meshCell, target.width);
			drawSpan(target.values, source, span);
		}
	}
}
