import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import type { Page } from "../../core/use-cases/use-cases.ts";
import type { VideoList } from "../../wire/openai/bodies.ts";
import { PAGE_LIMIT } from "../../wire/openai/models.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import { parseVideoId, spellVideoId } from "./ids.ts";
import type { Reading } from "./read-body.ts";
import { openaiReply } from "./reply.ts";
import { renderVideo } from "./video.ts";

const ORDERS = { desc: "newest-first", asc: "oldest-first" } as const;

/** `GET /v1/videos`: the account's tasks of the key's mode, whichever wire made them. */
export const list: Handler<JsonReply> = async (request, services) => {
	const order = readOrder(request.query.order);
	const limit = readLimit(request.query.limit);
	const after = request.query.after === undefined ? null : await readCursor(request.query.after, { request, services });
	const page = (from: Id | null, most: number): Page => ({ order, limit: most, ...beyond(from, order) });
	const tasks = await services.tasks.list(request.caller, page(after, limit));
	const last = tasks.at(-1);
	const full = last !== undefined && tasks.length === limit;
	const more = full ? await services.tasks.list(request.caller, page(last.id, 1)) : [];
	const body: VideoList = {
		object: "list",
		data: tasks.map(renderVideo),
		first_id: tasks[0] === undefined ? null : spellVideoId(tasks[0].id),
		last_id: last === undefined ? null : spellVideoId(last.id),
		has_more: more.length > 0,
	};
	return openaiReply(200, body);
};

function beyond(id: Id | null, order: NonNullable<Page["order"]>): Pick<Page, "before" | "after"> {
	if (id === null) return {};
	return order === "newest-first" ? { before: id } : { after: id };
}

function readOrder(text: string | undefined): NonNullable<Page["order"]> {
	if (text === undefined || text === "desc") return ORDERS.desc;
	if (text === "asc") return ORDERS.asc;
	throw invalidField("order", "asc, desc");
}

function readLimit(text: string | undefined): number {
	const limit = text === undefined ? PAGE_LIMIT.default : /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (limit >= PAGE_LIMIT.min && limit <= PAGE_LIMIT.max) return limit;
	throw invalidField("limit", `a whole number, ${PAGE_LIMIT.min} to ${PAGE_LIMIT.max}`);
}

/** A video that was deleted since the last page still marks its place; a foreign one looks like an unknown one. */
async function readCursor(text: string, { request, services }: Reading): Promise<Id> {
	const id = parseVideoId(text);
	try {
		if (id !== null) return (await services.tasks.readEvenDeleted(request.caller, id)).id;
	} catch (error) {
		if (!(error instanceof FilmgateError) || error.code !== "not_found") throw error;
	}
	throw invalidField("after", "the last_id of another page");
}
