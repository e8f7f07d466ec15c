import { type Canvas, createCanvas, type Image } from "@napi-rs/canvas";
import { alone, type Crew } from "../crew.ts";
import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { inputsOf, type RenderInput, type RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { createRandom } from "../scene/random.ts";
import { frameCanvas } from "../source/frame-canvas.ts";
import { openSource } from "../source/open-source.ts";
import { type Actor, createActor } from "./actor.ts";
import { arrange } from "./arrange.ts";
import { createBackdrop } from "./backdrop.ts";
import { type CutOut, cutOutAll } from "./cut-out.ts";
import { lookAround } from "./look-around.ts";
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
export async function createFusionPainter(order: RenderOrder, crew: Crew = alone): Promise<Painter> {
	const { roles, prompt } = readCast(order, inputsOf(order, "reference"));
	const backdrop = await createBackdrop({ ...order, prompt });
	const { width, height } = backdrop;
	const pictures = await Promise.all(roles.map(({ input }) => pictureOf(input)));
	const cuts = await cutOutAll(pictures, crew);
	const figures = roles.map(({ size, side, aloft }, index) => {
		const { canvas, cropped } = cuts[index] as CutOut;
		return { shape: canvas.width / canvas.height, size, side, aloft, cropped: cropped && !aloft };
	});
	const middle = createCanvas(width, height);
	backdrop.paint(middle.getContext("2d", { alpha: false }), order.seconds / 2);
	const light = lookAround(middle);
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
