import type { Order } from "../../core/order.ts";
import type { Size } from "../../core/sizes.ts";
import type { ZaiImageGeneration } from "../../wire/zai/bodies.ts";
import {
	findZaiImageModel,
	ZAI_IMAGE_MODELS,
	type ZaiImageModelName,
	type ZaiImageSizes,
} from "../../wire/zai/image-models.ts";
import { qualityWish } from "./film-generation.ts";
import type { Generation } from "./generation.ts";
import { WishReader } from "./wish-reader.ts";

/** @param otherwise the model for orders that name one of another wire. */
export function toImageGeneration(order: Order, otherwise: ZaiImageModelName): Generation {
	const model = findZaiImageModel(order.model) ?? otherwise;
	const { asynchronous, size, quality } = ZAI_IMAGE_MODELS[model];
	const reader = new WishReader(model);
	if (model !== order.model) reader.warn("model", `${order.model} is not of this engine; ${model} makes the picture.`);
	const { width, height } = nearestSize(order, size);
	reader.note("size", `${order.width}x${order.height}`, `${width}x${height}`);
	const word = reader.word("quality", qualityWish(order), asynchronous?.quality ?? quality);
	const { negativePrompt, settings } = order;
	reader.unknown({ negativePrompt, style: settings.style, steps: settings.steps, guidance: settings.guidance });
	const body: ZaiImageGeneration = {
		model,
		prompt: order.prompt,
		size: `${width}x${height}`,
		...(word === null ? {} : { quality: word }),
		// As with films: marked is what the vendor does unless told.
		...(order.mark ? {} : { watermark_enabled: false }),
	};
	const cannot = order.operation === "text-to-image" ? null : `${model} makes no picture from other pictures.`;
	const path = asynchronous === null ? "images/generations" : "async/images/generations";
	return { path, model, body, pictures: [], inArray: false, impossible: cannot, warnings: reader.warnings };
}

/** The size itself where it is offered, else the nearest one of about its shape: as few pixels smaller or larger as can be. */
export function nearestSize(wanted: Size, { minSide, maxSide, step, maxPixels }: ZaiImageSizes): Size {
	const [short, long] = [Math.min(wanted.width, wanted.height), Math.max(wanted.width, wanted.height)];
	const fits = Math.min(maxSide / long, Math.sqrt(maxPixels / (short * long)), Math.max(1, minSide / short));
	const side = (length: number) => Math.min(maxSide, Math.max(minSide, Math.round((length * fits) / step) * step));
	const size = { width: side(wanted.width), height: side(wanted.height) };
	while (size.width * size.height > maxPixels) {
		if (size.width >= size.height) size.width -= step;
		else size.height -= step;
	}
	return size;
}
