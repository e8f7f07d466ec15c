import type * as wire from "@filmgate/sdk";
import { z } from "zod";
import { TASK_STATUSES } from "../../core/task.ts";
import type { Described, OperationDescription, ParameterDescription, ShapeOf } from "../describe.ts";
import { IDEMPOTENCY_KEY, money, operation, PAGE, pageOf, task, taskSummary } from "./describe-answers.ts";
import { describeOperations, taskOrder } from "./describe-order.ts";
import { MAX_WAIT_SECONDS } from "./prefer.ts";

const WAIT: ParameterDescription = {
	in: "header",
	name: "Prefer",
	text: `\`wait=N\` holds the answer back until the task has ended, N seconds at most, up to ${MAX_WAIT_SECONDS}.`,
	example: "wait=30",
};

const HEADERS = {
	"retry-after": "Seconds after which to look again; left out once the task has ended.",
	"preference-applied": "The wait that was granted, where one was asked for.",
};

const cancellation = z.object({
	outcome: z
		.enum(["stopped", "asked", "too-late", "engine-cannot"])
		.describe("`stopped`: nothing is charged. `asked`: the engine was told and has not answered yet."),
	chargedMicroDollars: money.nullable().describe("What it has cost; null while that is not settled."),
	task,
} satisfies ShapeOf<wire.Cancellation>);

const model = z.object({
	id: z.string(),
	operations: z.array(operation).describe("What the engines behind it do for this key."),
} satisfies ShapeOf<wire.Model>);

const stored: Described = {
	text: "Stored, priced, and its price is held.",
	schema: task,
	headers: { location: "The task's address.", ...HEADERS },
};

export const tasks: Readonly<Record<string, OperationDescription>> = {
	"POST /api/v1/tasks": {
		summary: "Order a film or picture",
		text: `What each operation takes:\n\n${describeOperations()}`,
		parameters: [IDEMPOTENCY_KEY, WAIT],
		request: {
			content: { "application/json": taskOrder },
			example: { prompt: "A lighthouse in a storm at night, slow zoom in", seconds: 5 },
		},
		answers: {
			200: {
				...stored,
				text: "It was accepted before, or has ended within the wait.",
				headers: { ...stored.headers, "idempotent-replayed": "`true` for a task that was accepted before." },
			},
			202: stored,
		},
	},
	"GET /api/v1/tasks": {
		summary: "List tasks",
		text: "Of the key's account and mode, made on any wire.",
		parameters: [
			...PAGE,
			{
				in: "query",
				name: "status",
				text: `One or more, with commas between: ${TASK_STATUSES.join(", ")}.`,
				example: "queued,running",
			},
			{
				in: "query",
				name: "order",
				text: "Which come first.",
				schema: z.enum(["newest-first", "oldest-first"]).default("newest-first"),
			},
			{ in: "query", name: "createdAfter", text: "An instant.", example: "2026-11-22T00:18:27Z" },
			{ in: "query", name: "createdBefore", text: "An instant." },
		],
		answers: { 200: { text: "A page.", schema: pageOf(taskSummary).meta({ id: "TaskPage" }) } },
	},
	"GET /api/v1/tasks/:id": {
		summary: "Ask for a task",
		text: "Of any wire. The id may be spelled `task_…`, `video_…` or as bare digits.",
		parameters: [
			WAIT,
			{
				in: "header",
				name: "If-None-Match",
				text: "The `ETag` of an answer that is there already: 304 until it changes.",
			},
		],
		answers: {
			200: {
				text: "The task as it is.",
				schema: task,
				headers: { ...HEADERS, etag: "Names this answer; one that was held back has none." },
			},
			304: { text: "Nothing has changed." },
		},
	},
	"GET /api/v1/tasks/:id/events": {
		summary: "Watch a task",
		text: "Server-sent events named `task`, whose `data` is the whole task, whenever it has changed; the last one is its end.",
		parameters: [{ in: "header", name: "Last-Event-ID", text: "The version of the task that was seen last." }],
		answers: {
			200: { text: "The task as it is, and as it changes.", files: ["text/event-stream"] },
			204: { text: "It has ended, and its end was seen." },
		},
	},
	"DELETE /api/v1/tasks/:id": {
		summary: "Delete a task that has ended",
		text: "Its films go with it, and its links open nothing. 409 before its end.",
		answers: { 204: { text: "It is gone." } },
	},
	"POST /api/v1/tasks/:id/cancel": {
		summary: "Cancel a task",
		text: "200 whatever became of the wish; the outcome says what did.",
		answers: { 200: { text: "What became of it.", schema: cancellation.meta({ id: "Cancellation" }) } },
	},
	"GET /api/v1/models": {
		summary: "List models",
		answers: {
			200: {
				text: "Every name that an order may give.",
				schema: z.object({ data: z.array(model) } satisfies ShapeOf<wire.ModelList>).meta({ id: "ModelList" }),
			},
		},
	},
};
