import { creditsOwed } from "../../core/money.ts";
import { isStill } from "../../core/order.ts";
import type { Task } from "../../core/task.ts";
import type { CustomerImagePaths, ImageResult } from "../../wire/pixverse/bodies.ts";
import type { Links, StatusReader } from "../dialect.ts";
import { success } from "./envelope.ts";
import { readResultId, resultNotFound, statusOf, wholeSeconds } from "./render-fields.ts";

const CUSTOMER_PATHS: CustomerImagePaths = {
	ext_info: null,
	agent_info: null,
	cameo_id_list: null,
	duration_type: "",
	fusion_id_list: null,
	model_evaluator: "",
	customer_img_paths: [],
	gen_img_req_img_ids: [],
};

/** `GET /openapi/v2/image/result/:id`, for what every wire makes of still pictures. */
export const imageStatus: StatusReader = {
	readsDeleted: true,
	readId: ({ id = "" }) => readResultId(id, "image_id"),
	// A video's number is asked for here too, and gets another answer than there.
	variant: () => "image",
	render(task, { links }) {
		if (!isStill(task.order.operation)) throw resultNotFound("image_id");
		return success(renderImage(task, links));
	},
};

function renderImage(task: Task, links: Links): ImageResult {
	const { order } = task;
	const picture = task.status === "succeeded" ? (task.films[0] ?? null) : null;
	return {
		image_id: task.id,
		status: statusOf(task),
		url: picture === null ? "" : links.film(task, picture),
		prompt: order.prompt,
		prompt_translate: "",
		template_id: order.settings.templateId ?? 0,
		seed: order.seed,
		outputWidth: picture?.width ?? order.width,
		outputHeight: picture?.height ?? order.height,
		create_time: wholeSeconds(task.createdAt),
		modify_time: wholeSeconds(task.updatedAt),
		credits: creditsOwed(task.price),
		customer_paths: CUSTOMER_PATHS,
	};
}
