import type { Problem, ProblemCode, Task } from "./wire.ts";

/** The server answered, and the answer was no. */
export class FilmgateApiError extends Error {
	/** HTTP status. */
	readonly status: number;
	/** The server's own word for it; null when something between client and server answered in its place. */
	readonly code: ProblemCode | null;
	/** The field at fault, as it was sent; null when no single field is. */
	readonly field: string | null;
	/** What that field allows, in words. */
	readonly allowed: string | null;
	/** Whether the same request may succeed later. It was sent again already, as often as the client may. */
	readonly retryable: boolean;
	/** When the server wants to be asked again, ms from its answer; null when it did not say. */
	readonly retryAfterMs: number | null;
	/** The answer's headers. */
	readonly headers: Headers;
	/** The answer's body as it came: a `Problem` in JSON, unless something in between wrote it. */
	readonly body: string;

	constructor(answer: Refused) {
		const { status, headers, body, retryable, retryAfterMs } = answer;
		const problem = readProblem(answer);
		super(problem.detail ?? problem.title ?? `The server answered with HTTP status ${status}.`);
		this.name = "FilmgateApiError";
		this.status = status;
		this.code = problem.code ?? null;
		this.field = problem.field ?? null;
		this.allowed = problem.allowed ?? null;
		this.retryable = retryable;
		this.retryAfterMs = retryAfterMs;
		this.headers = headers;
		this.body = body;
	}
}

/** What a refusal is made of. */
interface Refused {
	status: number;
	headers: Headers;
	body: string;
	retryable: boolean;
	retryAfterMs: number | null;
}

/** No whole answer came back, however often it was tried. `cause` is what the last try died of. */
export class FilmgateConnectionError extends Error {
	constructor(message: string, cause?: unknown) {
		super(message, cause === undefined ? undefined : { cause });
		this.name = "FilmgateConnectionError";
	}
}

/** `wait` was told to wait only so long. The task goes on; `task` is how it was seen last. */
export class FilmgateTimeoutError extends Error {
	readonly task: Task;

	constructor(task: Task) {
		super(`Task ${task.id} has not ended in time; it is ${task.status}.`);
		this.name = "FilmgateTimeoutError";
		this.task = task;
	}
}

/** Beyond this, plain text is nobody's message. */
const LONGEST_MESSAGE = 300;

function readProblem({ headers, body }: Refused): Partial<Problem> {
	try {
		const parsed: unknown = JSON.parse(body);
		return typeof parsed === "object" && parsed !== null ? parsed : {};
	} catch {
		// A film's link answers players, in a sentence. Of a proxy's page the status says what there is to say.
		const text = body.trim();
		const isSentence = /^text\/plain\b/.test(headers.get("content-type") ?? "") && text !== "";
		return isSentence && text.length <= LONGEST_MESSAGE ? { detail: text } : {};
	}
}
