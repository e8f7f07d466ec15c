import { isTerminal, type Task } from "../../core/task.ts";
import { POLL_AFTER_HEADER } from "../../wire/openai/codes.ts";
import type { StatusReader } from "../dialect.ts";
import { readVideoId } from "./ids.ts";
import { renderVideo } from "./video.ts";

/** Between two looks at an unfinished video, as advice. */
const POLL_AFTER_MS = 1_000;

/** `GET /v1/videos/{id}`, for tasks of every wire. HTTP 200 in every state, failure included. */
export const status: StatusReader = {
	readId: readVideoId,
	variant: () => "",
	render: (task) => ({ status: 200, headers: lookAgain(task), body: renderVideo(task) }),
};

/** Advises when to look again, while there is something to come. */
export function lookAgain(task: Task): Record<string, string> {
	return isTerminal(task.status) ? {} : { [POLL_AFTER_HEADER]: String(POLL_AFTER_MS) };
}
