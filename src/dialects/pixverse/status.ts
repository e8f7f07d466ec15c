import { FilmgateError } from "../../core/errors.ts";
import { parseId } from "../../core/ids.ts";
import { creditsOwed } from "../../core/money.ts";
import type { Task, TaskStatus } from "../../core/task.ts";
import type { CustomerPaths, VideoResult } from "../../wire/pixverse/bodies.ts";
import { VIDEO_STATUS, type VideoStatusCode } from "../../wire/pixverse/codes.ts";
import { ASPECT_RATIOS } from "../../wire/pixverse/models.ts";
import type { Links, StatusReader } from "../dialect.ts";
import { success } from "./envelope.ts";

const STATUS: Readonly<Record<TaskStatus, VideoStatusCode>> = {
	queued: VIDEO_STATUS.working,
	starting: VIDEO_STATUS.working,
	unclear: VIDEO_STATUS.working,
	running: VIDEO_STATUS.working,
	archiving: VIDEO_STATUS.working,
	succeeded: VIDEO_STATUS.done,
	failed: VIDEO_STATUS.failed,
	rejected: VIDEO_STATUS.moderated,
	cancelled: VIDEO_STATUS.failed,
};

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
	readId({ id = "" }) {
		if (!/^\d+$/.test(id)) {
			throw new FilmgateError("invalid_id", "video_id is invalid: allowed is a number.", { field: "video_id" });
		}
		const parsed = parseId(id);
		if (parsed === null) throw new FilmgateError("not_found", "There is no such video.", { field: "video_id" });
		return parsed;
	},
	variant: () => "",
	render: (task, { links }) => success(renderVideo(task, links)),
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
		status: task.deletedAt === null ? STATUS[task.status] : VIDEO_STATUS.deleted,
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
		customer_paths: CUSTOMER_PATHS,
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

function wholeSeconds(instant: number): string {
	return new Date(instant).toISOString().replace(/\.\d{3}Z$/, "Z");
}
