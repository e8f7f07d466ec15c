import { creditsOwed } from "../../core/money.ts";
import { isStill } from "../../core/order.ts";
import type { Task } from "../../core/task.ts";
import type { CustomerPaths, VideoResult } from "../../wire/pixverse/bodies.ts";
import { ASPECT_RATIOS } from "../../wire/pixverse/models.ts";
import type { Links, StatusReader } from "../dialect.ts";
import { success } from "./envelope.ts";
import { readResultId, resultNotFound, statusOf, wholeSeconds } from "./render-fields.ts";

const CUSTOMER_PATHS: CustomerPaths = {
	ext_info: null,
	agent_info: null,
	cameo_id_list: null,
	duration_type: "",
	thinking_type: "",
	caption_switch: false,
	fusion_id_list: null,
	model_evaluator: "",
	use_api_gen_image: false,
};

/** `GET /openapi/v2/video/result/:id` */
export const status: StatusReader = {
	readsDeleted: true,
	readId: ({ id = "" }) => readResultId(id, "video_id"),
	variant: () => "",
	render(task, { links }) {
		if (isStill(task.order.operation)) throw resultNotFound("video_id");
		return success(renderVideo(task, links));
	},
};

/** A task of any wire as this one shows it: quality and ratio are read off the film's size, where they are exact. */
function renderVideo(task: Task, links: Links): VideoResult {
	const { order } = task;
	const film = task.status === "succeeded" ? (task.films[0] ?? null) : null;
	const url = film === null ? "" : links.film(task, film);
	const width = film?.width ?? order.width;
	const height = film?.height ?? order.height;
	return {
		id: task.id,
		status: statusOf(task),
		url,
		prompt: order.prompt,
		negative_prompt: order.negativePrompt ?? "",
		style: order.settings.style ?? "",
		seed: order.seed,
		resolution_ratio: 0,
		outputWidth: width,
		outputHeight: height,
		size: film?.bytes ?? 0,
		create_time: wholeSeconds(task.createdAt),
		modify_time: wholeSeconds(task.updatedAt),
		has_audio: film?.hasSound ?? false,
		customer_paths: { ...CUSTOMER_PATHS, thinking_type: order.settings.thinking ?? "" },
		credits: creditsOwed(task.price),
		path: url === "" ? "" : new URL(url).pathname.slice(1),
		quality: `${Math.min(width, height)}p`,
		duration: Math.round(order.seconds),
		aspect_ratio: aspectRatioOf(width, height),
	};
}

/** "" when the shape has no name on this wire. */
function aspectRatioOf(width: number, height: number): string {
	const found = Object.entries(ASPECT_RATIOS).find(([, [across, down]]) => width * down === height * across);
	return found?.[0] ?? "";
}
