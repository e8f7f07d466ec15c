import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { paintedSize } from "../painted-size.ts";
import type { Painter } from "../painter.ts";
import { decodePicture } from "../picture/decode-picture.ts";
import { fitPicture } from "../picture/fit-picture.ts";
import type { RenderOrder } from "../render-order.ts";
import { createScenePainter } from "../scene/create-scene-painter.ts";
import { drawMark } from "../scene/mark.ts";
import { createRandom, hashText } from "../scene/random.ts";
import { readScene } from "../scene/read-prompt.ts";
import { paintBalloonLift } from "./balloon-lift.ts";
import type { Effect } from "./effect.ts";
import { paintConfetti, paintPetals } from "./falling.ts";
import { paintFireBurst } from "./fire-burst.ts";
import { paintGlitch } from "./glitch.ts";
import { paintMelt } from "./melt.ts";
import { paintSnowGlobe } from "./snow-globe.ts";
import { paintSpinCard } from "./spin-card.ts";

/** What a template may do; its number chooses, always the same. */
export const effects: Readonly<Record<string, Effect>> = {
	petals: paintPetals,
	confetti: paintConfetti,
	"fire burst": paintFireBurst,
	"spin card": paintSpinCard,
	glitch: paintGlitch,
	"snow globe": paintSnowGlobe,
	melt: paintMelt,
	"balloon lift": paintBalloonLift,
};

/** The name of the effect that a template's number stands for; without a number, the seed chooses. */
export function effectOf({ settings, seed }: Pick<RenderOrder, "settings" | "seed">): string {
	const names = Object.keys(effects);
	return names[hashText(`effect ${settings.templateId ?? seed}`) % names.length] as string;
}

/** A painter of a template's effect on the order's pictures; without any, on the scene that its prompt names. */
export async function createTemplatePainter(order: RenderOrder): Promise<Painter> {
	const size = paintedSize(order);
	const files = order.inputs.filter(({ mime }) => mime.startsWith("image/"));
	const images = await Promise.all(files.map(({ path }) => decodePicture(path)));
	const pictures = images.length === 0 ? [sceneOf(order)] : images.map((image) => fitPicture(image, size, 0).canvas);
	const unit = Math.min(size.width, size.height) / 720;
	const { seconds, seed } = order;
	const effect = effects[effectOf(order)] as Effect;
	const paintEffect = effect({ ...size, pictures, unit, seconds, seed, random: createRandom(seed) });
	return {
		...size,
		paint(context, atSeconds) {
			context.save();
			paintEffect(context, atSeconds);
			context.restore();
			if (order.mark) drawMark(context, size.width, size.height);
		},
	};
}

function sceneOf(order: RenderOrder): Canvas {
	const scene = { ...readScene(order), camera: { move: "still", reach: 1 } } as const;
	const painter = createScenePainter({ ...order, mark: false }, scene);
	const canvas = createCanvas(painter.width, painter.height);
	painter.paint(canvas.getContext("2d", { alpha: false }), order.seconds / 2);
	return canvas;
}
