import type * as wire from "@filmgate/sdk";
import { z } from "zod";
import { ERROR_CODES } from "../../core/errors.ts";
import { OPERATIONS } from "../../core/order.ts";
import { FAILURE_CODES, TASK_STATUSES } from "../../core/task.ts";
import type { Described, ParameterDescription, ShapeOf } from "../describe.ts";

/** What several answers of this wire are made of. What the client's types have and this lacks does not compile. */

export const instant = z.iso.datetime({ precision: 3 });
export const count = z.int().min(0);
export const money = count.describe("Micro-dollars: 1,000,000 = $1.");
export const taskId = z.string().describe("`task_` and digits. Younger tasks have larger numbers.");
export const operation = z.enum(OPERATIONS);
export const sha256 = z.string().describe("Hex.");

export const NOTHING: Described = { text: "It is gone." };

export const PAGE: readonly ParameterDescription[] = [
	{ in: "query", name: "limit", text: "How many.", schema: z.int().min(1).max(100).default(20) },
	{ in: "query", name: "cursor", text: "The `nextCursor` of another page." },
];

export const IDEMPOTENCY_KEY: ParameterDescription = {
	in: "header",
	name: "Idempotency-Key",
	text: "Makes sending again harmless: the same body under the same key is answered as the first one was.",
	schema: z.string().regex(/^[\x21-\x7e]{1,255}$/),
	example: "order-1747",
};

export function pageOf<Item>(item: z.ZodType<Item>) {
	return z.object({
		data: z.array(item),
		nextCursor: z.string().nullable().describe("Ask again with `cursor` set to this; null at the end."),
	} satisfies ShapeOf<wire.Page<Item>>);
}

export const problem = z
	.object({
		type: z.string().describe("`urn:filmgate:problem:` and the code."),
		title: z.string().describe("The kind in words."),
		status: z.int(),
		detail: z.string().describe("What is wrong with this request."),
		code: z.enum(ERROR_CODES),
		field: z.string().nullable().describe("The field at fault."),
		allowed: z.string().nullable().describe("What that field allows, in words."),
	} satisfies ShapeOf<wire.Problem>)
	.meta({ id: "Problem" });

export const film = z
	.object({
		id: z.string().describe("`film_` and digits."),
		kind: z.enum(["video", "image", "audio"]),
		url: z.url().describe("Signed: whoever has it may read the film until the task expires."),
		coverUrl: z.url().nullable().describe("A picture that stands for the film."),
		mime: z.string(),
		bytes: count,
		sha256,
		width: count.nullable(),
		height: count.nullable(),
		seconds: z.number().nullable(),
		fps: z.number().nullable(),
		hasSound: z.boolean(),
	} satisfies ShapeOf<wire.Film>)
	.meta({ id: "Film" });

const warning = z.object({ setting: z.string(), message: z.string() } satisfies ShapeOf<wire.TaskWarning>);
const failure = z.object({ code: z.enum(FAILURE_CODES), message: z.string() } satisfies ShapeOf<wire.TaskFailure>);

const price = z.object({
	microDollars: money,
	settlement: z.enum(["charged", "released"]).nullable().describe("Null: held, until the task has ended."),
} satisfies ShapeOf<wire.TaskPrice>);

const timestamps = z.object({
	createdAt: instant,
	startingAt: instant.nullable(),
	runningAt: instant.nullable(),
	archivingAt: instant.nullable(),
	endedAt: instant.nullable(),
	updatedAt: instant,
	expiresAt: instant.nullable().describe("When task, films and links end."),
} satisfies ShapeOf<wire.TaskTimestamps>);

const summary = {
	id: taskId,
	status: z.enum(TASK_STATUSES),
	progress: z.number().min(0).max(100).nullable().describe("Never falls; null when the engine does not say."),
	operation,
	model: z.string().describe("As the client named it."),
	prompt: z.string(),
	negativePrompt: z.string().nullable(),
	seed: count,
	width: count,
	height: count,
	seconds: z.number().min(0),
	fps: z.number().min(0),
	sound: z.boolean(),
	warnings: z.array(warning).describe("Wishes that could not be honoured."),
	failure: failure.nullable().describe("Why there is no film."),
	films: z.array(film).describe("Empty until it has succeeded."),
	price,
	livemode: z.boolean().describe("False for tasks made with a test key."),
	wire: z.string().describe("`native`, `zai`, `pixverse`, `openai`."),
	clientReference: z.string().nullable(),
	timestamps,
} satisfies ShapeOf<wire.TaskSummary>;

export const taskSummary = z.object(summary).meta({ id: "TaskSummary" });

const timelineEntry = z.object({
	at: instant,
	event: z.string(),
	status: z.enum(TASK_STATUSES).describe("After the event."),
	detail: z.string().nullable(),
} satisfies ShapeOf<wire.TimelineEntry>);

export const task = z
	.object({
		...summary,
		queuePosition: count.nullable().describe("How many go before it: 0 = it is the next, 1000 = a thousand or more."),
		timeline: z.array(timelineEntry).describe("What happened so far, oldest first."),
	} satisfies ShapeOf<wire.Task>)
	.meta({ id: "Task" });
