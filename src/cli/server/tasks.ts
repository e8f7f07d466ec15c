import type { JsonValue } from "../../core/json.ts";
import type { Verdict } from "../../core/lifecycle.ts";
import { foldTimeline } from "../../core/timeline.ts";
import { isTerminal, TASK_STATUSES, type Task, type TaskStatus } from "../../core/task.ts";
import { readLedger } from "../../database/sqlite/read-ledger.ts";
import type { SqliteStores } from "../../database/sqlite/database.ts";
import { CommandError, EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";
import type { DataOptions } from "../settings.ts";
import { everyTask } from "./every-task.ts";
import { withData } from "./open-data.ts";
import { readTaskId, spellTaskId } from "./task-id.ts";
import { lineOfTask, linesOfTask, viewTask } from "./task-view.ts";

export type TaskOptions = DataOptions & { readonly json?: boolean };

export interface ListOptions extends TaskOptions {
	readonly status?: readonly string[];
	readonly account?: string;
	readonly mode?: string;
	readonly engine?: string;
	readonly parked?: boolean;
	readonly limit: string;
}

export interface ResolveOptions extends TaskOptions {
	readonly started?: string;
	readonly notStarted?: boolean;
	readonly giveUp?: boolean;
}

/** Tasks of all accounts, the newest first; unfinished ones unless statuses are named. */
export async function listTasks(options: ListOptions): Promise<number> {
	const limit = Number(options.limit);
	if (!Number.isSafeInteger(limit) || limit < 1) {
		throw new CommandError(`--limit is ${options.limit}; it must be a whole number from 1.`, EXIT.usage);
	}
	const { account, mode, engine, parked } = options;
	if (mode !== undefined && mode !== "live" && mode !== "test") {
		throw new CommandError(`--mode is ${mode}; it must be live or test.`, EXIT.usage);
	}
	const statuses = readStatuses(options.status);
	const found = await withData(options, async ({ stores }) => {
		const tasks: Task[] = [];
		for await (const task of everyTask(stores, { statuses, account, mode })) {
			if (engine !== undefined && task.engine !== engine) continue;
			if (parked === true && task.parkedAt === null) continue;
			tasks.push(task);
		}
		return tasks.sort((one, other) => other.id - one.id).slice(0, limit);
	});
	if (options.json) printJson(found.map(viewTask));
	else for (const task of found) print(lineOfTask(task));
	return EXIT.done;
}

/** All that is known of one task: between the server and its engine too, with every step and every entry in the ledger. */
export async function showTask(given: string, options: TaskOptions): Promise<number> {
	const id = readTaskId(given);
	const { task, timeline, ledger } = await withData(options, async ({ stores }) => ({
		task: await find(stores, id),
		timeline: foldTimeline(await stores.tasks.timeline(id), "operator"),
		ledger: readLedger(stores.reader, { task: id, limit: 10 }),
	}));
	if (options.json) printJson({ ...viewTask(task), timeline, ledger });
	else for (const line of linesOfTask(task, timeline, ledger)) print(line);
	return EXIT.done;
}

/** A human's word on an unclear start. Works beside a running server, which goes on from there within a second. */
export async function resolveTask(given: string, options: ResolveOptions): Promise<number> {
	const id = readTaskId(given);
	const verdict = readVerdict(options);
	const task = await withData(options, async ({ stores }) => {
		const { startToken } = await find(stores, id);
		return await move(stores, id, { type: "resolved", startToken, verdict });
	});
	if (options.json) printJson(viewTask(task));
	else print(`${spellTaskId(id)}  ${sayResolved(task)}`);
	return EXIT.done;
}

/** Lets tasks that came out of a backup go on. */
export async function unparkTasks(
	given: string | undefined,
	options: TaskOptions & { all?: boolean },
): Promise<number> {
	if ((given === undefined) !== (options.all === true)) {
		throw new CommandError("Name one task, or say --all. See: filmgate tasks list --parked", EXIT.usage);
	}
	const tasks = await withData(options, async ({ stores }) => {
		if (given !== undefined) return [await move(stores, readTaskId(given), { type: "unparked" })];
		const parked: Task[] = [];
		for await (const task of everyTask(stores, { statuses: UNFINISHED })) if (task.parkedAt !== null) parked.push(task);
		const moved: Task[] = [];
		for (const { id } of parked) {
			const application = await stores.tasks.apply(id, { type: "unparked" }, "anybody");
			// Its client or another operator may have been faster.
			if (application.kind === "moved") moved.push(application.task);
		}
		return moved;
	});
	if (options.json) printJson(tasks.map(viewTask));
	else for (const task of tasks) print(`${spellTaskId(task.id)}  goes on as ${task.status}`);
	return EXIT.done;
}

const UNFINISHED = TASK_STATUSES.filter((status) => !isTerminal(status));

function readStatuses(given: readonly string[] | undefined): readonly TaskStatus[] {
	if (given === undefined) return UNFINISHED;
	return given.map((status) => {
		const known = TASK_STATUSES.find((each) => each === status);
		if (known !== undefined) return known;
		throw new CommandError(`--status is ${status}; it must be one of ${TASK_STATUSES.join(", ")}.`, EXIT.usage);
	});
}

function readVerdict({ started, notStarted, giveUp }: ResolveOptions): Verdict {
	const verdicts: Verdict[] = [
		...(started === undefined ? [] : [{ kind: "started", handle: readHandle(started) } as const]),
		...(notStarted === true ? [{ kind: "not-started" } as const] : []),
		...(giveUp === true ? [{ kind: "given-up" } as const] : []),
	];
	const [verdict] = verdicts;
	if (verdict !== undefined && verdicts.length === 1) return verdict;
	throw new CommandError("Say one of --started HANDLE, --not-started and --give-up.", EXIT.usage);
}

/** An engine's handle is JSON; a word that is none is meant as a string. */
function readHandle(text: string): JsonValue {
	try {
		return JSON.parse(text) as JsonValue;
	} catch {
		return text;
	}
}

async function find(stores: SqliteStores, id: number): Promise<Task> {
	const task = await stores.tasks.find(id);
	if (task === null) throw new CommandError(`There is no ${spellTaskId(id)} in this folder.`);
	return task;
}

async function move(
	stores: SqliteStores,
	id: number,
	event: Parameters<SqliteStores["tasks"]["apply"]>[1],
): Promise<Task> {
	const application = await stores.tasks.apply(id, event, "anybody");
	if (application.kind === "moved") return application.task;
	if (application.kind === "missing") throw new CommandError(`There is no ${spellTaskId(id)} in this folder.`);
	const { task, reason } = application;
	throw new CommandError(`${spellTaskId(id)} is ${task.status}: ${reason}. See: filmgate tasks show ${task.id}`);
}

function sayResolved({ status, engine }: Task): string {
	if (status === "running") return `is running: ${engine} is asked about this handle from now on`;
	if (status === "queued") return `waits again: ${engine} will be asked to start it, with a new token`;
	if (status === "cancelled") return "is cancelled, as its client had asked; nothing is charged";
	return "is given up; nothing is charged";
}
