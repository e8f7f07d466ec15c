import { FilmgateError } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import { ZAI_MODELS, type ZaiImageRules } from "../../wire/zai/models.ts";
import type { DialectRequest, DialectServices } from "../dialect.ts";
import { fieldOf } from "./read-images.ts";
import type { Wish } from "./read-wish.ts";

/** Takes a wish's images in, all at once so that slow links do not add up; what is wrong with one stops the others. */
export async function takeIn(
	wish: Wish,
	request: DialectRequest,
	services: DialectServices,
): Promise<readonly Medium[]> {
	const rules = ZAI_MODELS[wish.model].image;
	const { formats, maxBytes, ratio, minSide } = rules;
	const stop = new AbortController();
	const taken = await Promise.allSettled(
		wish.images.map((image, index) =>
			services.media
				.fromText(image, {
					field: fieldOf(wish.images, index),
					kind: "image",
					formats,
					maxBytes,
					...(ratio === null ? {} : { ratio }),
					...(minSide === null ? {} : { minSide }),
					signal: AbortSignal.any([request.signal, stop.signal]),
				})
				.catch((error: unknown) => {
					stop.abort(error);
					throw error;
				}),
		),
	);
	if (stop.signal.aborted) throw stop.signal.reason;
	const pictures = taken.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
	if (wish.mode === "first-last-frame") compareFrames(pictures, rules);
	return pictures;
}

/** Two frames of very different size do not become one film. */
function compareFrames([first, last]: readonly Medium[], { framePixels }: ZaiImageRules): void {
	if (framePixels === null || first === undefined || last === undefined) return;
	const ratio = pixelsOf(first) / pixelsOf(last);
	if (ratio >= framePixels.min && ratio <= framePixels.max) return;
	const allowed = `a first frame of ${framePixels.min} to ${framePixels.max} times the pixels of the last one`;
	const said = `image_url has frames of ${first.width}x${first.height} and ${last.width}x${last.height} pixels`;
	throw new FilmgateError("medium_dimensions_refused", `${said}: allowed is ${allowed}.`, {
		field: "image_url",
		allowed,
	});
}

function pixelsOf({ width, height }: Medium): number {
	return (width ?? 0) * (height ?? 0);
}
