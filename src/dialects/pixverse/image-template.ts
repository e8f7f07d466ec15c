import { sizeForRatio } from "../../core/sizes.ts";
import { creditsOwed } from "../../core/money.ts";
import type { Task } from "../../core/task.ts";
import type { ImageCreated } from "../../wire/pixverse/bodies.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { IMAGE_TEMPLATE_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import type { JsonReply } from "../dialect.ts";
import { completeOrder } from "./complete-order.ts";
import { success } from "./envelope.ts";
import { readBody } from "./fields.ts";
import { findPictures } from "./image.ts";
import { submit } from "./submit.ts";
import { checkTemplatePictures, findTemplate } from "./template.ts";

/** The shorter side of what is made, pixels. */
const SHORT_SIDE = 1_024;

/** `POST /openapi/v2/image/template/generate`: a picture of pictures. */
export const submitImageTemplate = submit(
	"image_template",
	async (ask, body) => {
		const fields = readBody(body, CALLS.image_template.fields);
		const template = findTemplate(fields.template_id, 2);
		checkTemplatePictures(template, fields.img_ids.length, "img_ids");
		const pictures = await findPictures(ask, "img_ids", fields.img_ids);
		const [first] = pictures;
		const order = completeOrder(ask, {
			operation: "image-template",
			model: "image_template",
			prompt: "",
			inputs: pictures.map((medium) => ({ role: "reference", medium })),
			seconds: 0,
			fps: 0,
			size: sizeForRatio(SHORT_SIDE, { width: first?.width ?? 1, height: first?.height ?? 1 }),
			settings: { templateId: template.template_id, style: template.style },
		});
		return { order, credits: IMAGE_TEMPLATE_CREDITS };
	},
	imageCreated,
);

function imageCreated(task: Task): JsonReply {
	const resp: ImageCreated = { image_id: task.id, credits: creditsOwed(task.price) };
	return success(resp);
}
