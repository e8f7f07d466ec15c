import { z } from "zod";
import type { EngineFilm, Film } from "../../core/film.ts";
import type { JsonValue } from "../../core/json.ts";
import { INPUT_ROLES, OPERATIONS, type Order } from "../../core/order.ts";
import { FAILURE_CODES, type Task, TASK_STATUSES } from "../../core/task.ts";
import { jsonColumn } from "./json-column.ts";
import { medium } from "./medium-schema.ts";

const count = z.int();
const instant = z.int().nullable();

/** What a task is beside its columns, order, handle and result. */
export type TaskFacts = Pick<
	Task,
	| "clientReference"
	| "webhook"
	| "startToken"
	| "progress"
	| "price"
	| "settlement"
	| "longestJobMs"
	| "startDeadlineAt"
	| "finishDeadlineAt"
	| "cancelRequestedAt"
	| "parkedAt"
	| "createdAt"
	| "startingAt"
	| "runningAt"
	| "archivingAt"
	| "endedAt"
	| "updatedAt"
	| "retentionMs"
>;

/** What came of a task so far. */
export type TaskResult = Pick<Task, "warnings" | "failure" | "engineFilms" | "films" | "late">;

/** The columns of a task as the database gives them. */
export const taskRow = z.object({
	id: count,
	version: count,
	account: z.string(),
	mode: z.enum(["live", "test"]),
	wire: z.enum(["native", "zai", "pixverse", "openai"]),
	status: z.enum(TASK_STATUSES),
	engine: z.string(),
	owner: count.nullable(),
	not_before_at: count,
	deadline_at: instant,
	expires_at: instant,
	deleted_at: instant,
	late_until_at: instant,
	request_hash: z.string().nullable(),
	facts: z.string(),
	order: z.string(),
	handle: z.string().nullable(),
	result: z.string().nullable(),
});

export const factsColumn = jsonColumn<TaskFacts>(
	z.object({
		clientReference: z.string().nullable(),
		// Tasks of the first release named none.
		webhook: z.string().nullable().default(null),
		startToken: z.string().nullable(),
		progress: z.number().nullable(),
		price: count,
		settlement: z.enum(["charged", "released"]).nullable(),
		longestJobMs: z.number().nullable(),
		startDeadlineAt: instant,
		finishDeadlineAt: instant.default(null),
		cancelRequestedAt: instant,
		// Rows of releases before it was known do not have it.
		parkedAt: instant.default(null),
		createdAt: count,
		startingAt: instant,
		runningAt: instant,
		archivingAt: instant,
		endedAt: instant,
		updatedAt: count,
		retentionMs: z.number(),
	}),
);

export const orderColumn = jsonColumn<Order>(
	z.object({
		operation: z.enum(OPERATIONS),
		model: z.string(),
		prompt: z.string(),
		negativePrompt: z.string().nullable(),
		inputs: z.array(
			z.object({
				role: z.enum(INPUT_ROLES),
				medium,
				name: z.string().exactOptional(),
			}),
		),
		seed: count,
		width: z.number(),
		height: z.number(),
		seconds: z.number(),
		fps: z.number(),
		sound: z.boolean(),
		mark: z.boolean(),
		settings: z.object({
			style: z.string().nullable(),
			quality: z.string().nullable(),
			aspectRatio: z.string().nullable(),
			camera: z.string().nullable(),
			movement: z.enum(["small", "medium", "large"]).nullable(),
			templateId: z.number().nullable(),
			// Orders of earlier releases say nothing of what follows.
			speech: z.object({ text: z.string(), voice: z.string() }).nullable().default(null),
			soundWords: z.string().nullable().default(null),
			keepSound: z.boolean().nullable().default(null),
			stretches: z
				.array(z.object({ seconds: z.number(), prompt: z.string() }))
				.nullable()
				.default(null),
			keyframe: z.number().nullable().default(null),
			multiShot: z.boolean().nullable().default(null),
			thinking: z.enum(["enabled", "disabled", "auto"]).nullable().default(null),
			steps: z.number().nullable().default(null),
			guidance: z.number().nullable().default(null),
			sourceTask: z.number().nullable().default(null),
		}),
		script: z
			.object({
				outcome: z.enum(["succeed", "fail", "reject", "stuck"]),
				slowMs: z.number(),
				// Scripts of earlier releases say nothing of what follows.
				refusals: z.number().default(0),
				dropped: z.boolean().default(false),
				expired: z.boolean().default(false),
			})
			.nullable(),
	}),
);

/** An engine's own words: whatever JSON says is one of them, and only the engine can tell more. */
const engineWords = z.custom<JsonValue>((value) => value !== undefined);

export const handleColumn = jsonColumn<JsonValue>(engineWords);

const kind = z.enum(["video", "image", "audio"]);
const cover = z.object({ sha256: z.string(), mime: z.string(), bytes: count, width: z.number(), height: z.number() });

const film: z.ZodType<Film> = z.object({
	id: count,
	kind,
	sha256: z.string(),
	mime: z.string(),
	bytes: count,
	width: z.number().nullable(),
	height: z.number().nullable(),
	seconds: z.number().nullable(),
	fps: z.number().nullable(),
	hasSound: z.boolean(),
	cover: cover.nullable(),
});

const engineFilm: z.ZodType<EngineFilm> = z.object({
	kind,
	source: engineWords,
	cover: engineWords,
	expiresAt: z.number().nullable(),
});

export const resultColumn = jsonColumn<TaskResult>(
	z.object({
		warnings: z.array(z.object({ setting: z.string(), message: z.string() })),
		failure: z.object({ code: z.enum(FAILURE_CODES), message: z.string() }).nullable(),
		engineFilms: z.array(engineFilm).nullable(),
		films: z.array(film),
		late: z
			.object({
				at: count,
				outcome: z.enum(["film", "no-film", "unknown"]),
				films: z.array(engineFilm),
				detail: z.string(),
			})
			.nullable()
			.default(null),
	}),
);
