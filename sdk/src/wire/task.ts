import type { Operation } from "./order.ts";

/**
 * - `queued`: waits for a free place at its engine.
 * - `starting`: the engine is being asked.
 * - `unclear`: the engine was asked and its answer was lost; the server finds out what became of it.
 * - `running`: the engine works on it.
 * - `archiving`: the film is done and is being copied in.
 * - `succeeded`, `failed`, `rejected` (by moderation), `cancelled`: for good.
 */
export type TaskStatus =
	| "queued"
	| "starting"
	| "unclear"
	| "running"
	| "archiving"
	| "succeeded"
	| "failed"
	| "rejected"
	| "cancelled";

/** A task as lists show it. */
export type TaskSummary = {
	/** `task_` and digits. Younger tasks have larger numbers. */
	id: string;
	status: TaskStatus;
	/** 0 to 100, or null when the engine does not say. Never falls. */
	progress: number | null;
	operation: Operation;
	/** The model as the client named it. */
	model: string;
	prompt: string;
	negativePrompt: string | null;
	seed: number;
	width: number;
	height: number;
	seconds: number;
	fps: number;
	sound: boolean;
	/** Wishes that the engine could not honour. */
	warnings: TaskWarning[];
	/** Why there is no film; null unless it failed or was rejected. */
	failure: TaskFailure | null;
	/** Empty until it has succeeded. */
	films: Film[];
	price: TaskPrice;
	/** False for tasks made with a test key. */
	livemode: boolean;
	/** The wire that made the task: `native`, `zai`, `pixverse`, `openai`. */
	wire: string;
	clientReference: string | null;
	timestamps: TaskTimestamps;
};

/** A task, whole. */
export type Task = TaskSummary & {
	/** How many tasks go before this one as things stand; 0 = it is the next, 1000 = a thousand or more. Null when it is not queued. */
	queuePosition: number | null;
	/** What happened so far, oldest first. */
	timeline: TimelineEntry[];
};

export type TaskWarning = {
	setting: string;
	message: string;
};

export type TaskFailure = {
	code: FailureCode;
	message: string;
};

export type FailureCode =
	| "engine_refused"
	| "engine_failed"
	| "engine_lost"
	| "outcome_unknown"
	| "start_deadline"
	| "finish_deadline"
	| "archive_failed"
	| "content_refused";

/** A finished piece of work, measured from its bytes. */
export type Film = {
	/** `film_` and digits. */
	id: string;
	kind: "video" | "image" | "audio";
	/** Signed: whoever has the link may read the film until the task expires. Answers Range. */
	url: string;
	/** A picture that stands for the film. */
	coverUrl: string | null;
	mime: string;
	bytes: number;
	/** Hex. */
	sha256: string;
	width: number | null;
	height: number | null;
	seconds: number | null;
	fps: number | null;
	hasSound: boolean;
};

export type TaskPrice = {
	/** Quoted when the order was accepted, and held from then on. */
	microDollars: number;
	/** `charged` or `released` once the task has ended. */
	settlement: "charged" | "released" | null;
};

/** Null = not so far. */
export type TaskTimestamps = {
	createdAt: string;
	startingAt: string | null;
	runningAt: string | null;
	archivingAt: string | null;
	endedAt: string | null;
	updatedAt: string;
	/** When task, films and links end. */
	expiresAt: string | null;
};

export type TimelineEntry = {
	at: string;
	event: string;
	/** The status after the event. */
	status: TaskStatus;
	detail: string | null;
};

/** A page of a list. */
export type Page<Item> = {
	data: Item[];
	/** Ask again with `cursor` set to this; null at the end. */
	nextCursor: string | null;
};

/** What `GET /api/v1/tasks` answers, the newest first unless `order=oldest-first`. */
export type TaskPage = Page<TaskSummary>;

/**
 * What `GET /api/v1/tasks/{id}/events` sends as `data`, with the event name `task` and the task's version as `id`. The
 * stream ends after a task that has ended.
 */
export type TaskEvent = Task;

/**
 * What `POST /api/v1/tasks/{id}/cancel` answers.
 *
 * - `stopped`: the task has ended as cancelled; nothing is charged.
 * - `asked`: the engine was told and has not answered yet.
 * - `too-late`: the film is being archived, or the task has ended by itself.
 * - `engine-cannot`: the work goes on; the engine has no way to stop it.
 */
export type Cancellation = {
	outcome: "stopped" | "asked" | "too-late" | "engine-cannot";
	/** What it has cost: null while that is not settled. */
	chargedMicroDollars: number | null;
	task: Task;
};

/** What `POST /api/v1/films/{id}/link` takes. */
export type LinkOrder = {
	/** Whole seconds from now, at least 1; no link outlives its film. Default: as long as the film is kept. */
	expiresIn?: number;
};

/** A signed link: whoever has it may read the film until it ends. Answers Range. */
export type FilmLink = {
	url: string;
	coverUrl: string | null;
	expiresAt: string;
};
