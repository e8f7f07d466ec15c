import { FilmgateError } from "../../core/errors.ts";
import { type Id, parseId } from "../../core/ids.ts";
import type { Film } from "../../core/film.ts";
import type { Task, TaskStatus } from "../../core/task.ts";
import type { ZaiResult } from "../../wire/zai/bodies.ts";
import type { ZaiTaskStatus } from "../../wire/zai/codes.ts";
import type { Handler, Headers, Links, StatusReader } from "../dialect.ts";
import { explainFailure } from "./failure.ts";
import { type Language, languageOf } from "./language.ts";
import { referenceOf, zaiReply } from "./reply.ts";

/** `GET /api/paas/v4/async-result/{id}`, for tasks of every wire. HTTP 200 in every state: clients read it from the body. */
export const status: StatusReader = {
	readId: (params) => readId(params.id),
	variant: (headers: Headers): Language => languageOf(headers),
	render(task, { links, variant }) {
		return zaiReply(200, resultOf(task, links, variant === "zh" ? "zh" : "en"));
	},
};

/** `GET /api/paas/v4/async-result?id=`: the same. */
export const statusByAlias: Handler = async (request, { tasks }) => {
	const task = await tasks.read(request.caller, readId(request.query.id));
	return status.render(task, { links: request.links, variant: status.variant(request.headers) });
};

const TASK_STATUS: Readonly<Record<TaskStatus, ZaiTaskStatus>> = {
	queued: "PROCESSING",
	starting: "PROCESSING",
	unclear: "PROCESSING",
	running: "PROCESSING",
	archiving: "PROCESSING",
	succeeded: "SUCCESS",
	failed: "FAIL",
	rejected: "FAIL",
	cancelled: "FAIL",
};

/** Digits, also behind the prefixes by which our other wires show the same id. */
function readId(text: string | undefined): Id {
	const id = parseId(/^(?:task_|video_)?(.*)$/.exec(text ?? "")?.[1] ?? "");
	if (id !== null) return id;
	throw new FilmgateError("invalid_id", "id is invalid: allowed is the id that the submit answered.", { field: "id" });
}

/** No key but these: one client refuses a result with an unknown one, `id` and `usage` included. */
function resultOf(task: Task, links: Links, language: Language): ZaiResult {
	const head = {
		model: task.order.model,
		request_id: referenceOf(task),
		task_status: TASK_STATUS[task.status],
	};
	if (head.task_status === "SUCCESS") return { ...head, ...filmsOf(task, links) };
	if (head.task_status === "FAIL") return { ...head, error: explainFailure(task, language) };
	return head;
}

function filmsOf(task: Task, links: Links): Pick<ZaiResult, "video_result" | "image_result"> {
	const url = (film: Film): string => links.film(task, film);
	if (task.films[0]?.kind === "image") {
		return { image_result: task.films.map((film) => ({ url: url(film) })) };
	}
	return { video_result: task.films.map((film) => ({ url: url(film), cover_image_url: links.cover(task, film) })) };
}
