import { ImageData } from "@napi-rs/canvas";
import { sample } from "../motion/flow.ts";
import { trackFilm } from "../motion/track.ts";
import { paintedSize } from "../painted-size.ts";
import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { drawWarped } from "../picture/draw-warped.ts";
import { fitPicture } from "../picture/fit-picture.ts";
import { boxBlur } from "../picture/plane.ts";
import { createWarpMesh, meshCell, type WarpMesh } from "../picture/warp-mesh.ts";
import { inputOf, type RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { openSource } from "./open-source.ts";
import { withoutMark } from "./without-mark.ts";

/** How far the picture goes on beyond the frame, as a share of its mean side. */
const marginShare = 0.12;

/**
 * A painter that moves the order's first frame as the film of role `motion` moves: what is measured there at a place happens
 * to the picture at the same place. Where the film has ended, the picture holds.
 */
export async function createMotionControlPainter(order: RenderOrder): Promise<Painter> {
	const size = paintedSize(order);
	const { width, height } = size;
	const image = await decodePicture(inputOf(order, "first-frame").path);
	const picture = fitPicture(image, size, Math.round(marginShare * Math.sqrt(width * height)));
	// A mark stands still and would hold what it lies upon.
	const source = withoutMark(await openSource(inputOf(order, "motion").path));
	const toSeconds = Math.min(order.seconds, source.startOf(source.frames - 1));
	const track = trackFilm(source, { originSeconds: 0, fromSeconds: 0, toSeconds });
	source.close(); // All that is wanted of it has been measured.
	const margin = picture.margin;
	const bordered = { width: width + 2 * margin, height: height + 2 * margin, values: picture.pixels };
	const frame = new ImageData(width, height);
	const target = { width, height, values: new Int32Array(frame.data.buffer, frame.data.byteOffset, width * height) };
	const mesh = createWarpMesh(size);
	return {
		...size,
		paint(context, atSeconds) {
			const { columns, rows, x, y } = track.flowAt(Math.min(toSeconds, atSeconds));
			// Things that pass each other would tear the picture: neighbours move much alike.
			const smooth = (values: Float32Array) => boxBlur(boxBlur({ columns, rows, values }, 3), 2);
			bend(mesh, { x: smooth(x), y: smooth(y), size, margin });
			drawWarped(target, bordered, mesh);
			context.putImageData(frame, 0, 0);
			if (order.mark) drawMark(context, width, height);
		},
	};
}

interface Bend {
	readonly x: ReturnType<typeof boxBlur>;
	readonly y: ReturnType<typeof boxBlur>;
	readonly size: { readonly width: number; readonly height: number };
	readonly margin: number;
}

function bend(mesh: WarpMesh, { x, y, size: { width, height }, margin }: Bend): void {
	const perColumn = width / x.columns;
	const perRow = height / x.rows;
	const place = (position: number, length: number): number =>
		Math.round(Math.min(length + 2 * margin - 3, Math.max(2, position + margin)) * 65536);
	for (let index = 0; index < mesh.across.length; index++) {
		const left = (index % mesh.columns) * meshCell;
		const top = Math.floor(index / mesh.columns) * meshCell;
		const [column, row] = [left / perColumn - 0.5, top / perRow - 0.5];
		mesh.across[index] = place(left + sample(x, column, row) * perColumn, width);
		mesh.down[index] = place(top + sample(y, column, row) * perRow, height);
	}
}
