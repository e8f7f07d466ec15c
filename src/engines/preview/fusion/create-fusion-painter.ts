import { type Canvas, createCanvas, type Image, type SKRSContext2D } from "@napi-rs/canvas";
import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { inputsOf, type RenderInput, type RenderOrder } from "../render-order.ts";
import type { Colour } from "../scene/colour.ts";
import { drawMark } from "../scene/mark.ts";
import { createRandom } from "../scene/random.ts";
import { frameCanvas } from "../source/frame-canvas.ts";
import { openSource } from "../source/open-source.ts";
import { type Actor, createActor, type Surroundings } from "./actor.ts";
import { arrange, type Standing } from "./arrange.ts";
import { type Backdrop, createBackdrop } from "./backdrop.ts";
import { type CutOut, cutOut } from "./cut-out.ts";
import { stanceOf } from "./movement.ts";
import { type Motion, readCast } from "./read-cast.ts";

interface Player {
	readonly actor: Actor;
	readonly motion: Motion;
	readonly phase: number;
}

/**
 * A painter of a film in which what the order's references show appears in one place: the background picture, or the
 * place that the prompt names. Each reference is cut out of its picture, stands where it covers no other, in the light
 * of the place and with its shadow, and does what the prompt says of it. Of a reference that is a film, the frame in its
 * middle is taken.
 */
export async function createFusionPainter(order: RenderOrder): Promise<Painter> {
	const { roles, prompt } = readCast(order, inputsOf(order, "reference"));
	const backdrop = await createBackdrop({ ...order, prompt });
	const { width, height } = backdrop;
	const cuts = await Promise.all(roles.map(async ({ input }) => cutOut(await pictureOf(input))));
	const figures = roles.map(({ size, side, aloft }, index) => {
		const { canvas, cropped } = cuts[index] as CutOut;
		return { shape: canvas.width / canvas.height, size, side, aloft, cropped: cropped && !aloft };
	});
	const light = lookAround(backdrop, order.seconds / 2);
	const random = createRandom(order.seed);
	const players = arrange(figures, backdrop).map((place, index): Player => {
		const aloft = figures[index]?.aloft === true;
		const around = light(place);
		const actor = createActor(cuts[index] as CutOut, place, { ...around, shade: aloft ? 0 : backdrop.shade });
		return { actor, motion: roles[index]?.motion ?? "stand", phase: random() };
	});
	const { seconds } = order;
	return {
		width,
		height,
		paint(context, atSeconds) {
			backdrop.paint(context, atSeconds);
			backdrop.enter(context, atSeconds);
			for (const { actor, motion, phase } of players)
				actor.paint(context, stanceOf(motion, { at: atSeconds, seconds, phase }));
			context.restore();
			backdrop.finish(context);
			if (order.mark) drawMark(context, width, height);
		},
	};
}

async function pictureOf({ path, mime }: RenderInput): Promise<Canvas | Image> {
	if (!mime.startsWith("video/")) return decodePicture(path);
	const source = await openSource(path);
	try {
		return frameCanvas(source, Math.floor(source.frames / 2));
	} finally {
		source.close();
	}
}

/** Tells the colours about a place in the backdrop, and above it, as they are at an instant. */
function lookAround(backdrop: Backdrop, atSeconds: number): (place: Standing) => Omit<Surroundings, "shade"> {
	const { width, height } = backdrop;
	const canvas = createCanvas(width, height);
	backdrop.paint(canvas.getContext("2d", { alpha: false }), atSeconds);
	const small = createCanvas(64, 36);
	const context = small.getContext("2d", { alpha: false });
	context.imageSmoothingQuality = "medium";
	context.drawImage(canvas, 0, 0, 64, 36);
	const mean = (box: { x: number; y: number; width: number; height: number }): Colour => meanOf(context, box);
	return (place) => {
		const left = Math.round(((place.x - place.width * 0.8) / width) * 64);
		const top = Math.round(((place.foot - place.height) / height) * 36);
		const across = Math.round(((place.width * 1.6) / width) * 64);
		const down = Math.round((place.height / height) * 36);
		return {
			around: mean({ x: left, y: top, width: across, height: down }),
			above: mean({ x: left, y: 0, width: across, height: Math.max(3, top) }),
		};
	};
}

function meanOf(context: SKRSContext2D, box: { x: number; y: number; width: number; height: number }): Colour {
	const left = Math.min(60, Math.max(0, box.x));
	const top = Math.min(33, Math.max(0, box.y));
	const width = Math.max(2, Math.min(64 - left, box.width));
	const height = Math.max(2, Math.min(36 - top, box.height));
	const { data } = context.getImageData(left, top, width, height);
	const sums = [0, 0, 0];
	data.forEach((value, index) => {
		if (index % 4 < 3) sums[index % 4] = (sums[index % 4] as number) + value;
	});
	const count = width * height;
	return [sums[0]! / count, sums[1]! / count, sums[2]! / count];
}
