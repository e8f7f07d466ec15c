/**
 * Filmgate's native wire, as the server answers it and clients ask it. This is its one definition: the server's own
 * code is checked against these types. Instants are RFC 3339 in UTC with milliseconds, money is whole micro-dollars.
 */

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

export type Operation =
	| "text-to-video"
	| "image-to-video"
	| "first-last-frame"
	| "multi-frame"
	| "reference-to-video"
	| "template"
	| "extend"
	| "modify"
	| "restyle"
	| "swap"
	| "sound-effect"
	| "lip-sync"
	| "motion-control"
	| "upscale"
	| "text-to-image"
	| "image-template";

export type AspectRatio = "16:9" | "9:16" | "4:3" | "3:4" | "1:1" | "21:9" | "9:21";
export type Resolution = "360p" | "480p" | "540p" | "720p" | "1080p" | "1440p" | "2160p";
export type Style = "general" | "anime" | "3d_animation" | "clay" | "comic" | "cyberpunk";
export type Movement = "small" | "medium" | "large";
export type Camera =
	| "horizontal_left"
	| "horizontal_right"
	| "vertical_up"
	| "vertical_down"
	| "pan_left"
	| "pan_right"
	| "whip_pan"
	| "zoom_in"
	| "zoom_out"
	| "smooth_zoom_in"
	| "quickly_zoom_in"
	| "quickly_zoom_out"
	| "super_dolly_out"
	| "crane_up"
	| "camera_rotation"
	| "robo_arm"
	| "hitchcock"
	| "left_follow"
	| "right_follow"
	| "fix_bg";

/** What `POST /api/v1/tasks` takes. */
export type TaskOrder = {
	/** Default: `image-to-video` when there is an image, else `text-to-video`. */
	operation?: Operation;
	/** Default: `preview`. */
	model?: string;
	/** 1 to 5,000 characters. May be left out when there is an image. */
	prompt?: string;
	/** What the film should not show. */
	negativePrompt?: string;
	/** The picture to begin with: an http(s) link or a data URL. */
	image?: string;
	/** 0 to 2147483647. The same order with the same seed gives the same film. Default: one is chosen and told. */
	seed?: number;
	/** Pixels, `1280x720`: even sides, 64 to 3840. Instead of `aspectRatio` and `resolution`. */
	size?: string;
	/** Default: the image's own shape when there is one, else `16:9`. */
	aspectRatio?: AspectRatio;
	/** The box that the film fills as its shape allows: `720p` is 1280x720, or 720x1280 upright. Default: `720p`. */
	resolution?: Resolution;
	/** Whole seconds, 1 to 15. Default: 5. */
	seconds?: number;
	/** 12 to 60. Default: 24. */
	fps?: number;
	/** Default: true. */
	sound?: boolean;
	/** Whether the film carries a mark. Default: as the key is set. */
	mark?: boolean;
	style?: Style;
	camera?: Camera;
	movement?: Movement;
	/** Your own word for this task, repeated in its answers. */
	clientReference?: string;
	/** Give up when no engine has started after so many seconds. Default: live tasks wait, test tasks one hour. */
	startWithin?: number;
	/** Give up when no engine is done after so many seconds, and stop what has begun. Default: no such end. */
	finishWithin?: number;
	/** The id of a webhook that is told of this task. */
	webhook?: string;
};

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

/** What `GET /api/v1/tasks` answers, newest first. */
export type TaskPage = {
	data: TaskSummary[];
	/** Ask again with `cursor` set to this; null at the end. */
	nextCursor: string | null;
};

/**
 * What is posted to a webhook of the form `standard`. Each event comes at least once, those of one task in order; the header
 * `webhook-id` is the same whenever it is repeated.
 */
export type WebhookMessage = {
	type: "task.running" | "task.succeeded" | "task.failed" | "task.rejected" | "task.cancelled";
	/** When it happened. */
	timestamp: string;
	/** The task as it was then. */
	data: WebhookTask;
};

/** A task without its prompts. */
export type WebhookTask = Omit<TaskSummary, "prompt" | "negativePrompt">;

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
	task: Task;
};

export type ProblemCode =
	| "missing_key"
	| "bad_key"
	| "expired_key"
	| "no_body"
	| "malformed_body"
	| "body_too_large"
	| "missing_field"
	| "invalid_field"
	| "conflicting_fields"
	| "prompt_too_long"
	| "unknown_model"
	| "unsupported_operation"
	| "medium_not_found"
	| "medium_unreadable"
	| "medium_format_refused"
	| "medium_too_large"
	| "medium_dimensions_refused"
	| "link_refused"
	| "link_failed"
	| "content_refused"
	| "invalid_id"
	| "not_found"
	| "unknown_route"
	| "duplicate_request"
	| "insufficient_credits"
	| "too_many_tasks"
	| "rate_limited"
	| "conflict"
	| "busy"
	| "internal";

/** Every error's body: RFC 9457 problem details, `application/problem+json`. */
export type Problem = {
	/** A name for this kind of problem, `urn:filmgate:problem:<code>`. */
	type: string;
	/** The kind in words. */
	title: string;
	status: number;
	/** What is wrong with this request. */
	detail: string;
	code: ProblemCode;
	/** The field at fault; null when no single field is. */
	field: string | null;
	/** What that field allows, in words. */
	allowed: string | null;
};
