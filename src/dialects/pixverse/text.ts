import { sizeForRatio } from "../../core/sizes.ts";
import { type AspectRatio, ASPECT_RATIOS, QUALITIES, type Quality } from "../../wire/pixverse/models.ts";
import { checkAspectRatio, readClip } from "./clip.ts";
import { submit } from "./submit.ts";
import { checkTemplatePictures, checkTemplateQuality, readTemplate } from "./template.ts";
import { wantClip } from "./want-clip.ts";

/** `POST /openapi/v2/video/text/generate`: words, or a template that needs no picture. */
export const submitText = submit("text", async (ask, body) => {
	const template = readTemplate(body, 1);
	const fields = readClip(body, "text", template);
	const aspectRatio = checkAspectRatio(fields);
	if (template !== null) {
		checkTemplateQuality(template, fields.quality);
		checkTemplatePictures(template, 0, "template_id");
	}
	const frame = async () => ({ size: sizeOf(fields.quality, aspectRatio), inputs: [] });
	const operation = template === null ? "text-to-video" : "template";
	return wantClip(ask, fields, { operation, template, aspectRatio, frame });
});

export function sizeOf(quality: Quality, ratio: AspectRatio) {
	const [width, height] = ASPECT_RATIOS[ratio];
	return sizeForRatio(QUALITIES[quality], { width, height });
}
