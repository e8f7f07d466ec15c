import { createCanvas } from "@napi-rs/canvas";
import type { Size } from "../../../core/sizes.ts";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { createScenePainter } from "../scene/create-scene-painter.ts";
import { lerp } from "../scene/noise.ts";
import { readScene } from "../scene/read-prompt.ts";
import type { Scene } from "../scene/scene.ts";
import { beautyOf } from "./beauty.ts";
import { stillSize } from "./still-size.ts";

/** The film that the picture is taken from, and the instants of it that are looked at, in shares of its length. */
const seconds = 6;
const looks = [0.08, 0.25, 0.42, 0.58, 0.75, 0.92];
/** The longer side of what is painted to choose among them. */
const sketchSide = 224;

/**
 * Paints the scene that a prompt names as one picture: its film is sketched at a few instants, and the best composed
 * of them is painted in full, without the camera's travel.
 */
export async function paintStill(order: RenderOrder): Promise<Painter> {
	const scene = holdCamera(readScene(order));
	const film = { ...order, seconds, fps: 24 };
	const share = bestInstant({ ...film, mark: false }, scene);
	const size = stillSize(order);
	const painter = createScenePainter(film, { ...scene, hour: hourAt(scene, share) }, size);
	return { ...size, paint: (context) => painter.paint(context, share * seconds) };
}

function bestInstant(film: RenderOrder, scene: Scene): number {
	const size = sketchSize(film);
	const scores = looks.map((share) => {
		const context = createCanvas(size.width, size.height).getContext("2d", { alpha: false });
		createScenePainter(film, { ...scene, hour: hourAt(scene, share) }, size).paint(context, share * seconds);
		return beautyOf(context);
	});
	return looks[scores.indexOf(Math.max(...scores))] as number;
}

function sketchSize({ width, height }: Size): Size {
	const scale = sketchSide / Math.max(width, height);
	return { width: Math.max(16, Math.round(width * scale)), height: Math.max(16, Math.round(height * scale)) };
}

function holdCamera(scene: Scene): Scene {
	return { ...scene, camera: { move: "still", reach: 1 } };
}

/** The hour stands still at the instant's own: one light is prepared instead of several. */
function hourAt({ hour }: Scene, share: number): Scene["hour"] {
	const clock = lerp(hour.from, hour.to, share);
	return { ...hour, from: clock, to: clock };
}
