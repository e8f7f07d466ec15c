import { ImageData } from "@napi-rs/canvas";
import { alone, type Crew } from "../crew.ts";
import { affineAt } from "../motion/affine.ts";
import { type Flow, sample } from "../motion/flow.ts";
import { type PartMotion, sureOfThings, takeApart } from "../motion/part-motion.ts";
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
 * A painter that moves the order's first frame as the film of role `motion` moves: what its camera does to the whole, and what
 * things do that move in it, at the same place of the picture. Where the film has ended, the picture holds.
 */
export async function createMotionControlPainter(order: RenderOrder, crew: Crew = alone): Promise<Painter> {
	const size = paintedSize(order);
	const { width, height } = size;
	const image = await decodePicture(inputOf(order, "first-frame").path);
	const picture = fitPicture(image, size, Math.round(marginShare * Math.sqrt(width * height)));
	// A mark stands still and would hold what it lies upon.
	const source = withoutMark(await openSource(inputOf(order, "motion").path));
	const toSeconds = Math.min(order.seconds, source.startOf(source.frames - 1));
	const track = await trackFilm(source, { originSeconds: 0, fromSeconds: 0, toSeconds }, crew);
	source.close(); // All that is wanted of it has been measured.
	const sure = sureOfThings(track, toSeconds);
	const margin = picture.margin;
	const bordered = { width: width + 2 * margin, height: height + 2 * margin, values: picture.pixels };
	const frame = new ImageData(width, height);
	const target = { width, height, values: new Int32Array(frame.data.buffer, frame.data.byteOffset, width * height) };
	const mesh = createWarpMesh(size);
	return {
		...size,
		paint(context, atSeconds) {
			const { camera, rest } = takeApart(track.flowAt(Math.min(toSeconds, atSeconds)));
			bend(mesh, { camera, rest: soften(rest, sure), size, margin });
			drawWarped(target, bordered, mesh);
			context.putImageData(frame, 0, 0);
			if (order.mark) drawMark(context, width, height);
		},
	};
}

/** Things that pass each other would tear the picture: neighbours move much alike. */
function soften({ columns, rows, x, y }: Flow, share: number): Flow {
	const soft = (values: Float32Array) =>
		boxBlur(boxBlur({ columns, rows, values }, 3), 2).values.map((value) => value * share);
	return { columns, rows, x: soft(x), y: soft(y) };
}

interface Bend extends PartMotion {
	readonly size: { readonly width: number; readonly height: number };
	readonly margin: number;
}

function bend(mesh: WarpMesh, { camera, rest, size: { width, height }, margin }: Bend): void {
	const { columns, rows } = rest;
	const [x, y] = [
		{ columns, rows, values: rest.x },
		{ columns, rows, values: rest.y },
	];
	const perColumn = width / columns;
	const perRow = height / rows;
	const place = (position: number, length: number): number =>
		Math.round(Math.min(length + 2 * margin - 3, Math.max(2, position + margin)) * 65536);
	for (let index = 0; index < mesh.across.length; index++) {
		const left = (index % mesh.columns) * meshCell;
		const top = Math.floor(index / mesh.columns) * meshCell;
		const [column, row] = [left / perColumn - 0.5, top / perRow - 0.5];
		const right = affineAt(camera.x, column, row) + sample(x, column, row);
		const down = affineAt(camera.y, column, row) + sample(y, column, row);
		mesh.across[index] = place(left + right * perColumn, width);
		mesh.down[index] = place(top + down * perRow, height);
	}
}
