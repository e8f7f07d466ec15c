import { ImageData } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import { inputOf, type RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { readScene } from "../scene/read-prompt.ts";
import { aimCamera, borderFor } from "./aim-camera.ts";
import type { Pose } from "./camera-path.ts";
import { decodePicture } from "./decode-picture.ts";
import { drawWarped, type Pixels } from "./draw-warped.ts";
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
