import { decodePicture } from "../picture/decode-picture.ts";
import type { Painter } from "../painter.ts";
import type { RenderOrder } from "../render-order.ts";
import { drawMark } from "../scene/mark.ts";
import { createRandom, hashText } from "../scene/random.ts";
import { paintComic } from "./looks/comic.ts";
import { paintDoubleExposure } from "./looks/double-exposure.ts";
import type { Look } from "./looks/look.ts";
import { paintOil } from "./looks/oil.ts";
import { paintPolaroids } from "./looks/polaroids.ts";
import { paintPopArt } from "./looks/pop-art.ts";
import { paintPoster } from "./looks/poster.ts";
import { stillSize } from "./still-size.ts";

/** What a template may look like; its number chooses, always the same. */
export const looks: Readonly<Record<string, Look>> = {
	poster: paintPoster,
	polaroids: paintPolaroids,
	oil: paintOil,
	comic: paintComic,
	"double exposure": paintDoubleExposure,
	"pop art": paintPopArt,
};

/** The name of the look that a template's number stands for; without a number, the seed chooses. */
export function lookOf({ settings, seed }: Pick<RenderOrder, "settings" | "seed">): string {
	const names = Object.keys(looks);
	return names[hashText(`template ${settings.templateId ?? seed}`) % names.length] as string;
}

/** Gives the order's pictures the look of its template. Rejects with a TypeError for an order without pictures. */
export async function paintImageTemplate(order: RenderOrder): Promise<Painter> {
	const files = order.inputs.filter(({ mime }) => mime.startsWith("image/"));
	if (files.length === 0) throw new TypeError("an image-template order names its pictures");
	const pictures = await Promise.all(files.map(({ path }) => decodePicture(path)));
	const size = stillSize(order);
	const unit = Math.min(size.width, size.height) / 720;
	const paintLook = looks[lookOf(order)] as Look;
	return {
		...size,
		paint(context) {
			context.save();
			paintLook(context, { ...size, pictures, unit, random: createRandom(order.seed), seed: order.seed });
			context.restore();
			if (order.mark) drawMark(context, size.width, size.height);
		},
	};
}
