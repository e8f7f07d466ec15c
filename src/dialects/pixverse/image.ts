import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import type { OrderInput } from "../../core/order.ts";
import { sizeForRatio } from "../../core/sizes.ts";
import { QUALITIES, type Quality } from "../../wire/pixverse/models.ts";
import type { Template } from "../../wire/pixverse/templates.ts";
import type { Ask } from "./ask.ts";
import { readClip } from "./clip.ts";
import { findPicture } from "./sources.ts";
import { submit } from "./submit.ts";
import { checkTemplatePictures, checkTemplateQuality, readTemplate } from "./template.ts";
import { wantClip } from "./want-clip.ts";

/** `POST /openapi/v2/video/img/generate`: a picture that begins to move, or a template with pictures. */
export const submitImage = submit("image", async (ask, body) => {
	const template = readTemplate(body, 1);
	const fields = readClip(body, "image", template);
	const { field, ids } = readPictureIds(fields, template);
	if (template !== null) checkTemplateQuality(template, fields.quality);
	const frame = async () => {
		const pictures = await findPictures(ask, field, ids);
		return { size: sizeLike(pictures[0], fields.quality), inputs: pictures.map(asFrame) };
	};
	const operation = template === null ? "image-to-video" : "template";
	return wantClip(ask, fields, { operation, template, aspectRatio: null, frame });
});

interface PictureFields {
	readonly img_id: number | null;
	readonly img_ids: readonly number[];
}

/** One picture; several with a template only. */
function readPictureIds({ img_id: one, img_ids: several }: PictureFields, template: Template | null) {
	if (one !== null && several.length > 0) {
		const message = "img_id and img_ids exclude each other: allowed is one of them.";
		throw new FilmgateError("conflicting_fields", message, { field: "img_ids", allowed: "one of img_id and img_ids" });
	}
	if (several.length > 0 && template === null) throw invalidField("img_ids", "a list with a template only; use img_id");
	if (one === null && several.length === 0) throw missingField("img_id", "the number that /image/upload gave");
	const field = one === null ? "img_ids" : "img_id";
	const ids = one === null ? several : [one];
	if (template !== null) checkTemplatePictures(template, ids.length, field);
	return { field, ids };
}

export async function findPictures(ask: Ask, field: string, ids: readonly number[]): Promise<readonly Medium[]> {
	const found: Medium[] = [];
	for (const id of ids) found.push(await findPicture(ask, id, field));
	return found;
}

/** The first begins the film; the others appear in it. */
function asFrame(medium: Medium, index: number): OrderInput {
	return { role: index === 0 ? "first-frame" : "reference", medium };
}

/** A film in the shape of a picture, its shorter side as its quality says. */
export function sizeLike(picture: Medium | undefined, quality: Quality) {
	return sizeForRatio(QUALITIES[quality], { width: picture?.width ?? 1, height: picture?.height ?? 1 });
}
