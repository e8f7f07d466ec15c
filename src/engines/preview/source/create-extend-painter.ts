import { affineAt } from "../motion/affine.ts";
import { sample } from "../motion/flow.ts";
import type { Painter } from "../painter.ts";
import { aimCamera } from "../picture/aim-camera.ts";
import { drawWarped } from "../picture/draw-warped.ts";
import type { Pixels } from "../picture/pixels.ts";
import { fitPicture } from "../picture/fit-picture.ts";
import { createParticles } from "../picture/particles.ts";
import { createWarpMesh, eachSource } from "../picture/warp-mesh.ts";
import { inputOf, type RenderOrder } from "../render-order.ts";
import { readScene } from "../scene/read-prompt.ts";
import { canvasOf } from "./frame-canvas.ts";
import { type LastMotion, measureLastMotion } from "./last-motion.ts";
import type { Source } from "./open-source.ts";
import { createSourcePainter, type Retouch, type SourceRoom } from "./source-painter.ts";

/**
 * A painter whose film is the order's source and then goes on from its last frame until the order's seconds are over: what
 * moved goes on moving and slowly comes to rest, while the camera that the order's words ask for sets out, and what they
 * put into the air drifts in. An order no longer than its source shows the source alone.
 */
export function createExtendPainter(order: RenderOrder): Promise<Painter> {
	inputOf(order, "source");
	return createSourcePainter(order, continueSource);
}

function continueSource(room: SourceRoom): Retouch {
	const { order, source, view } = room;
	const seam = lastInstant(source);
	const left = order.seconds - seam;
	if (left <= 1 / order.fps) return {};
	const scene = readScene(order);
	const particles = createParticles(scene, { width: view.width, height: view.height, seed: scene.seed });
	let continuation: ((afterSeconds: number) => Pixels) | null = null;
	return {
		frame(atSeconds) {
			if (atSeconds <= seam) return view.pixelsAt(atSeconds);
			continuation ??= createContinuation(room, left); // A thread that draws the source alone needs none.
			return continuation(atSeconds - seam);
		},
		over(context, atSeconds) {
			if (atSeconds > seam) particles?.paint(context, atSeconds - seam);
		},
	};
}

/** When the last frame comes into sight: what goes on, goes on from there. */
function lastInstant(source: Source): number {
	return source.startOf(source.frames - 1);
}

/** A border wide enough for a camera that comes to rest. */
const marginShare = 0.14;
const restSeconds = 1.7;
const ownRestSeconds = 1.1;

function createContinuation({ order, source, view }: SourceRoom, seconds: number): (after: number) => Pixels {
	const { width, height } = view;
	const motion = measureLastMotion(source);
	const margin = Math.round(marginShare * Math.sqrt(width * height));
	const picture = fitPicture(canvasOf(view.pixelsOf(source.frames - 1)), view, margin);
	const scene = readScene(order);
	// The scene's own motion goes on; a camera that went as far as over a still picture would outdo it.
	const camera = { ...scene.camera, reach: 0.6 * scene.camera.reach };
	const { path, optics } = aimCamera(picture, { ...order, seconds }, { ...scene, camera });
	const mesh = createWarpMesh(view);
	const bordered = { width: width + 2 * margin, height: height + 2 * margin, values: picture.pixels };
	const target = { width, height, values: new Int32Array(width * height) };
	const follow = createFollower(motion, { width, height, room: margin - 4 });
	return (after) => {
		const shift = follow(after);
		const place = (position: number, length: number): number =>
			Math.round(Math.min(length - 3, Math.max(2, position + margin)) * 65536);
		eachSource(mesh, { ...optics, pose: path.poseAt(after) }, (index, x, y) => {
			shift(x, y, (wasX, wasY) => {
				mesh.across[index] = place(wasX, bordered.width);
				mesh.down[index] = place(wasY, bordered.height);
			});
		});
		drawWarped(target, bordered, mesh);
		return target;
	};
}

type Shift = (x: number, y: number, visit: (wasX: number, wasY: number) => void) => void;

/** Where the picture's points were at the seam: each has gone on as it moved then, ever slower. */
function createFollower(
	{ own, all }: LastMotion,
	{ width, height, room }: { width: number; height: number; room: number },
): (after: number) => Shift {
	const perColumn = width / own.columns;
	const perRow = height / own.rows;
	// So fast a camera comes to rest sooner, so that it never looks past what there is.
	const fastest = [0, own.columns - 1].flatMap((column) =>
		[0, own.rows - 1].flatMap((row) => [
			Math.abs(affineAt(all.x, column, row) * perColumn),
			Math.abs(affineAt(all.y, column, row) * perRow),
		]),
	);
	const allRest = Math.min(restSeconds, room / Math.max(1e-6, ...fastest));
	const ownX = { columns: own.columns, rows: own.rows, values: own.x };
	const ownY = { columns: own.columns, rows: own.rows, values: own.y };
	return (after) => {
		const allWay = wayAfter(after, allRest);
		const ownWay = wayAfter(after, ownRestSeconds);
		return (x, y, visit) => {
			const startX = x + affineAt(all.x, x / perColumn - 0.5, y / perRow - 0.5) * perColumn * allWay;
			const startY = y + affineAt(all.y, x / perColumn - 0.5, y / perRow - 0.5) * perRow * allWay;
			let [wasX, wasY] = [startX, startY];
			// What is seen here moves as it moved where it was, which shows only once that is found.
			for (let step = 0; step < 3; step++) {
				const column = wasX / perColumn - 0.5;
				const row = wasY / perRow - 0.5;
				wasX = startX + sample(ownX, column, row) * perColumn * ownWay;
				wasY = startY + sample(ownY, column, row) * perRow * ownWay;
			}
			visit(wasX, wasY);
		};
	};
}

/** Seconds' worth of motion after so many seconds: full speed at first, none in the end. */
function wayAfter(after: number, restSeconds: number): number {
	return restSeconds * (1 - Math.exp(-after / restSeconds));
}
