import { ImageData } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import { inputOf, type RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { readScene } from "../scene/read-prompt.ts";
import type { Scene } from "../scene/scene.ts";
import { moveEnd } from "./camera-move.ts";
import { type CameraPath, createCameraPath, type Pose } from "./camera-path.ts";
import { decodePicture } from "./decode-picture.ts";
import { drawWarped, type Pixels } from "./draw-warped.ts";
import { type FittedPicture, fitPicture, type Sides } from "./fit-picture.ts";
import { paintedSize } from "../painted-size.ts";
import { holdInside } from "./hold-inside.ts";
import { estimateNearness, softenNearness } from "./nearness.ts";
import { createParticles } from "./particles.ts";
import type { Plane } from "./plane.ts";
import { createWarpMesh, eachSource, type MeshOptions, type WarpMesh } from "./warp-mesh.ts";

/**
 * A painter that moves a camera over the order's picture, with depth: what it takes to be near moves further than what
 * is behind it. The picture is cut to the film's ratio, see `fitPicture`, and frame 0 is that cut itself, exactly;
 * the motion, and whatever the prompt puts into the air, grows out of it. The order's camera word, else the prompt's,
 * else the seed chooses the move.
 *
 * Rejects with "the picture cannot be decoded" when the file is no picture, and with a TypeError for an order without
 * one.
 */
export async function createPicturePainter(order: RenderOrder): Promise<Painter> {
	const { width, height } = paintedSize(order);
	const scene = readScene(order);
	const image = await decodePicture(inputOf(order, "first-frame").path);
	const picture = fitPicture(image, { width, height }, borderFor(width, height));
	const { path, optics } = aimCamera(picture, order, scene);
	const particles = createParticles(scene, { width, height, seed: scene.seed });
	const mesh = createWarpMesh(picture);
	const source = { width: width + 2 * picture.margin, height: height + 2 * picture.margin, values: picture.pixels };
	const frame = new ImageData(width, height);
	const target = { width, height, values: new Int32Array(frame.data.buffer, frame.data.byteOffset, width * height) };
	return {
		width,
		height,
		paint: (context, atSeconds) => {
			bendMesh(mesh, { ...optics, pose: path.poseAt(atSeconds), margin: picture.margin, source });
			drawWarped(target, source, mesh);
			context.putImageData(frame, 0, 0);
			particles?.paint(context, atSeconds);
			if (order.mark) drawMark(context, width, height);
		},
	};
}

/** Wide enough for a pull back, and for the mesh's points past the frame of a small film. */
function borderFor(width: number, height: number): number {
	return Math.max(24, Math.round(0.075 * Math.sqrt(width * height)));
}

function aimCamera(
	picture: FittedPicture,
	order: RenderOrder,
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

interface Bend extends MeshOptions {
	readonly pose: Pose;
	readonly margin: number;
	readonly source: Pixels;
}

/** Sets the mesh to a pose, in the fixed-point places of the bordered picture, never nearer to its edge than the loop may go. */
function bendMesh(mesh: WarpMesh, bend: Bend): void {
	const { margin, source } = bend;
	const place = (position: number, length: number): number =>
		Math.round(Math.min(length - 3, Math.max(2, position + margin)) * 65536);
	eachSource(mesh, bend, (index, x, y) => {
		mesh.across[index] = place(x, source.width);
		mesh.down[index] = place(y, source.height);
	});
}
