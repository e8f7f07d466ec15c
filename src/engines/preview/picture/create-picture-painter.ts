import { ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import { inputOf, type RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { readScene } from "../scene/read-prompt.ts";
import { aimCamera, borderFor } from "./aim-camera.ts";
import type { Pose } from "./camera-path.ts";
import { decodePicture } from "./decode-picture.ts";
import { drawWarped } from "./draw-warped.ts";
import type { Pixels } from "./pixels.ts";
import { fitPicture } from "./fit-picture.ts";
import { paintedSize } from "../painted-size.ts";
import { createParticles } from "./particles.ts";
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
	const view = await createPictureView(order, inputOf(order, "first-frame").path);
	const { width, height } = view;
	return {
		width,
		height,
		paint: (context, atSeconds) => {
			view.paint(context, atSeconds);
			if (order.mark) drawMark(context, width, height);
		},
	};
}

/** A picture with a camera that moves through it, for whoever puts something into it. */
export interface PictureView extends Painter {
	/** Saves the context and moves it as the camera sees what is so near (0 to 1); the caller restores it. */
	enter(context: SKRSContext2D, atSeconds: number, near: number): void;
}

/** As `createPicturePainter`, for any picture's file and without a mark. */
export async function createPictureView(order: RenderOrder, file: string): Promise<PictureView> {
	const { width, height } = paintedSize(order);
	const scene = readScene(order);
	const picture = fitPicture(await decodePicture(file), { width, height }, borderFor(width, height));
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
		},
		enter: (context, atSeconds, near) =>
			enterPose(context, { pose: path.poseAt(atSeconds), near, focus: optics.focus }),
	};
}

/** The mesh's way the other way round, for something that is all equally near. */
function enterPose(context: SKRSContext2D, options: { pose: Pose; near: number; focus: MeshOptions["focus"] }): void {
	const { pose, near, focus } = options;
	const scale = 1 + pose.zoom + pose.zoomNear * near;
	context.save();
	context.translate(focus.x + pose.x, focus.y + pose.y);
	context.rotate(pose.roll);
	context.translate(pose.nearX * (near - pose.pivot), pose.nearY * (near - pose.pivot));
	context.scale(scale, scale);
	context.translate(-focus.x, -focus.y);
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
