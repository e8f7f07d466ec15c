import type * as wire from "@filmgate/sdk";
import { invalidField } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import { TASK_STATUSES, type TaskStatus } from "../../core/task.ts";
import type { Page } from "../../core/use-cases/use-cases.ts";
import type { DialectRequest, Handler } from "../dialect.ts";
import { renderSummary } from "./task-body.ts";
import { parseTaskId, spellTaskId } from "./task-id.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** GET /api/v1/tasks: the account's tasks of the key's mode, newest first. */
export const list: Handler = async (request, services) => {
	const page = readPage(request.query);
	const tasks = await services.tasks.list(request.caller, page);
	const last = tasks.length < page.limit ? undefined : tasks.at(-1);
	const body: wire.TaskPage = {
		data: tasks.map((task) => renderSummary(task, request.links)),
		nextCursor: last === undefined ? null : spellTaskId(last.id),
	};
	return { status: 200, body };
};

function readPage({ limit, cursor, status }: DialectRequest["query"]): Page {
	return {
		limit: readLimit(limit),
		...(cursor === undefined ? {} : { before: readCursor(cursor) }),
		...(status === undefined ? {} : { statuses: readStatuses(status) }),
	};
}

function readLimit(text: string | undefined): number {
	const limit = text === undefined ? DEFAULT_LIMIT : /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (limit >= 1 && limit <= MAX_LIMIT) return limit;
	throw invalidField("limit", `a whole number, 1 to ${MAX_LIMIT}`);
}

function readCursor(text: string): Id {
	const id = parseTaskId(text);
	if (id !== null) return id;
	throw invalidField("cursor", "the nextCursor of another page");
}

function readStatuses(text: string): readonly TaskStatus[] {
	const known: readonly string[] = TASK_STATUSES;
	const words = text.split(",");
	if (words.every((word): word is TaskStatus => known.includes(word))) return words;
	throw invalidField("status", `one or more of ${TASK_STATUSES.join(", ")}, with commas between`);
}
