import type { Caller, Purse } from "../account.ts";
import type { Film } from "../film.ts";
import type { Id } from "../ids.ts";
import type { Medium, Upload, UploadPurpose } from "../medium.ts";
import type { Submission } from "../new-task.ts";
import type { LedgerEntry, LedgerQuery } from "../ports/account-store.ts";
import type { Operation } from "../order.ts";
import type { TaskQuery } from "../ports/task-store.ts";
import type { UploadQuery } from "../ports/upload-store.ts";
import type { Task, TimelineEntry, WireName } from "../task.ts";
import type { DayRange, UsageLine } from "../usage.ts";

/** The only functions that a dialect may call. All of them see the caller's own account and mode only (invariant I9). */
export interface UseCases {
	/**
	 * The task that this request made before, if it did. To be asked first, before limits, prices and links (rule 9):
	 * throws `duplicate_request` when the key was used for another request.
	 */
	replay(caller: Caller, request: RequestIdentity): Promise<Task | null>;
	/**
	 * Accepts an order: stored, paid for and queued when this resolves. With an identity that was used before it gives
	 * the first task (`replayed`). Throws `insufficient_credits`, `too_many_tasks`, `unsupported_operation`,
	 * `content_refused`, `duplicate_request`, `busy`; and, where a test key's prompt asks for it, `rate_limited` or
	 * `AnswerDropped`.
	 */
	submit(caller: Caller, submission: Submission, request: RequestIdentity | null): Promise<Submitted>;
	/**
	 * Accepts an order whose films this server has made already and put into its archive: stored, charged and ended when
	 * this resolves. With an identity that was used before it gives the first task. Throws as `submit` does.
	 */
	submitMade(caller: Caller, made: Made, request: RequestIdentity | null): Promise<Submitted>;
	/** Throws `not_found` for unknown, foreign and deleted ids alike. */
	read(caller: Caller, id: Id): Promise<Task>;
	/** As `read`, but deleted tasks are given as their tombstones, for wires that have a word for them. */
	readEvenDeleted(caller: Caller, id: Id): Promise<Task>;
	/**
	 * Resolves when the task has ended, when `waitMs` have passed or when `signal` fires; with the task as it is then. Throws
	 * `not_found`, and `rate_limited` when the account holds as many answers open as it may.
	 */
	wait(caller: Caller, id: Id, options: { readonly waitMs: number; readonly signal: AbortSignal }): Promise<Task>;
	/**
	 * A task as it changes: at once as it is, then the newest whenever it changed and there is somebody to hear of it, until
	 * it has ended or `signal` fires. Everybody who watches a task is given the same snapshots. Throws `not_found`, and
	 * `rate_limited` when the account holds as many answers open as it may.
	 */
	watch(caller: Caller, id: Id, signal: AbortSignal): Promise<AsyncIterable<Task>>;
	list(caller: Caller, page: Page): Promise<readonly Task[]>;
	cancel(caller: Caller, id: Id): Promise<Cancellation>;
	/**
	 * Takes an ended task's contents and films away for good; its links open nothing any more. The task as it was. Throws
	 * `not_found`, also for what was deleted before, and `conflict` for a task that has not ended.
	 */
	delete(caller: Caller, id: Id): Promise<Task>;
	/**
	 * The film of a succeeded task, as an order's input. Throws `medium_not_found` for unknown, foreign and deleted tasks
	 * and for those without a video; `field` is named in the message.
	 */
	findFilm(caller: Caller, id: Id, field: string): Promise<FoundFilm>;
	/** The same for a task that made a picture. */
	findPicture(caller: Caller, id: Id, field: string): Promise<FoundFilm>;
	/** A film by its own id. Throws `not_found`. */
	readFilm(caller: Caller, id: Id): Promise<Pick<FoundFilm, "task" | "film">>;
	/** How many tasks will be claimed before this queued one. */
	queuePosition(task: Task): Promise<number>;
	/** As its owner may see it, failed tries in a row folded into one line. */
	timeline(task: Task): Promise<readonly TimelineEntry[]>;
	/**
	 * The upload that this request made before, if it did. To be asked before anything is taken in; the request's hash is
	 * wanted only if its key was used. Throws `duplicate_request` when that was for another request.
	 */
	replayUpload(caller: Caller, key: string, hash: () => string | Promise<string>): Promise<Upload | null>;
	/**
	 * Remembers a medium that came ahead of its order; as an input without a name unless told otherwise. The same request key
	 * gives the first upload, or throws `duplicate_request` for another request.
	 */
	addUpload(caller: Caller, medium: Medium, about?: AboutUpload): Promise<Upload>;
	/**
	 * Throws `medium_not_found` for unknown, foreign and expired ids, and for uploads of another purpose than the wanted
	 * one (`input` unless told); `field` is named in the message.
	 */
	findUpload(caller: Caller, id: Id, wanted: WantedUpload): Promise<Upload>;
	/** An upload by its own id, as an input. Throws `not_found`. */
	readUpload(caller: Caller, id: Id): Promise<Upload>;
	/** Newest first, without what has expired. */
	listUploads(caller: Caller, page: UploadPage): Promise<readonly Upload[]>;
	/** Orders that were accepted keep what they were given of it. Throws `not_found`. */
	deleteUpload(caller: Caller, id: Id): Promise<void>;
	/** The id of a webhook that a client names for its task. Throws `invalid_field` unless it is in use, of this account and mode. */
	checkWebhook(caller: Caller, id: string, field: string): Promise<string>;
	readPurse(caller: Caller): Promise<Purse>;
	/** The newest first. */
	listLedger(caller: Caller, page: LedgerPage): Promise<readonly LedgerEntry[]>;
	/** What the caller's tasks came to, by day, model and operation. */
	readUsage(caller: Caller, days: DayRange): Promise<readonly UsageLine[]>;
	/** What the engines behind a model do for this caller; nothing when there are none. */
	operationsOf(caller: Caller, model: string): readonly Operation[];
	/** A seed for an order that names none: 0 to 2^31 - 1. */
	mintSeed(): number;
}

/** What makes two requests the same one. */
export interface RequestIdentity {
	readonly wire: WireName;
	/** The client's own key: `Idempotency-Key`, `request_id`, `Ai-trace-id`. */
	readonly key: string;
	/** Of the request as it was sent. */
	readonly hash: string;
}

export interface Submitted {
	readonly task: Task;
	readonly replayed: boolean;
}

export interface Made {
	readonly submission: Submission;
	readonly films: readonly Omit<Film, "id">[];
}

export type Page = Omit<TaskQuery, "account" | "mode">;

export type AboutUpload = Partial<Pick<Upload, "purpose" | "name" | "note" | "request">>;

export interface WantedUpload {
	/** As the client spells it. */
	readonly field: string;
	readonly purpose?: UploadPurpose;
}

export type UploadPage = Omit<UploadQuery, "account" | "mode">;

export type LedgerPage = Omit<LedgerQuery, "account" | "mode">;

export interface FoundFilm {
	readonly task: Task;
	readonly film: Film;
	readonly medium: Medium;
}

/**
 * - `stopped`: it has ended as cancelled; nothing is charged.
 * - `asked`: the engine was told and has not answered yet.
 * - `too-late`: the film is being archived, or the task has ended by itself.
 * - `engine-cannot`: the work goes on; the engine has no way to stop it.
 */
export interface Cancellation {
	readonly outcome: "stopped" | "asked" | "too-late" | "engine-cannot";
	readonly task: Task;
}
