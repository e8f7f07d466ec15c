import type * as wire from "@filmgate/sdk";
import { FilmgateError, invalidField } from "../../core/errors.ts";
import { firstIdAt, type Id } from "../../core/ids.ts";
import { TASK_STATUSES, type TaskStatus } from "../../core/task.ts";
import type { Page } from "../../core/use-cases/use-cases.ts";
import type { DialectRequest, DialectServices, Handler } from "../dialect.ts";
import { CURSOR_ALLOWED, readInstant, readLimit, readWord } from "./query.ts";
import { renderSummary } from "./task-body.ts";
import { parseTaskId, spellTaskId } from "./task-id.ts";

/** GET /api/v1/tasks: the account's tasks of the key's mode, newest first unless told otherwise. */
export const list: Handler = async (request, services) => {
	const page = await readPage(request, services);
	const tasks = await services.tasks.list(request.caller, page);
	const last = tasks.length < page.limit ? undefined : tasks.at(-1);
	const body: wire.TaskPage = {
		data: tasks.map((task) => renderSummary(task, request.links)),
		nextCursor: last === undefined ? null : spellTaskId(last.id),
	};
	return { status: 200, body };
};

async function readPage(request: DialectRequest, services: DialectServices): Promise<Page> {
	const { limit, cursor, status, order, createdAfter, createdBefore } = request.query;
	const wanted = readWord("order", order, ["newest-first", "oldest-first"]) ?? "newest-first";
	const [from, to] = [readInstant("createdAfter", createdAfter), readInstant("createdBefore", createdBefore)];
	const page = { limit: readLimit(limit), statuses: status === undefined ? TASK_STATUSES : readStatuses(status) };
	// Ids rise with time: what was made in a time lies between two of them.
	const bounds = {
		after: from === null ? 0 : firstIdAt(from + 1) - 1,
		before: to === null ? Number.MAX_SAFE_INTEGER : firstIdAt(to),
	};
	if (cursor === undefined) return { ...page, ...bounds, order: wanted };
	const last = await readCursor(cursor, request, services);
	if (wanted === "oldest-first") return { ...page, ...bounds, after: Math.max(bounds.after, last), order: wanted };
	return { ...page, ...bounds, before: Math.min(bounds.before, last), order: wanted };
}

/** A cursor is the last task of a page: one of the caller's own, that may have been deleted since. */
async function readCursor(text: string, { caller }: DialectRequest, { tasks }: DialectServices): Promise<Id> {
	const id = parseTaskId(text);
	if (id === null) throw invalidField("cursor", CURSOR_ALLOWED);
	try {
		return (await tasks.readEvenDeleted(caller, id)).id;
	} catch (error) {
		if (error instanceof FilmgateError && error.code === "not_found") throw invalidField("cursor", CURSOR_ALLOWED);
		throw error;
	}
}

function readStatuses(text: string): readonly TaskStatus[] {
	const known: readonly string[] = TASK_STATUSES;
	const words = text.split(",");
	if (words.every((word): word is TaskStatus => known.includes(word))) return words;
	throw invalidField("status", `one or more of ${TASK_STATUSES.join(", ")}, with commas between`);
}
