import type { LedgerEntry } from "../../core/ports/account-store.ts";
import { MICROS_PER_DOLLAR } from "../../core/money.ts";
import type { Task, TimelineEntry } from "../../core/task.ts";
import { spellTaskId } from "./task-id.ts";

/** A task as its operator sees it: all that its client does, and what is between the server and the engine. */
export function viewTask(task: Task) {
	const { id, account, mode, wire, clientReference, status, engine, owner, startToken, handle, version } = task;
	const { progress, warnings, failure, films, engineFilms, settlement, order } = task;
	return {
		id: spellTaskId(id),
		account,
		mode,
		wire,
		clientReference,
		status,
		parkedAt: instant(task.parkedAt),
		engine,
		owner,
		startToken,
		handle,
		version,
		progress,
		failure,
		warnings,
		price: task.price,
		settlement,
		order,
		engineFilms,
		films,
		notBeforeAt: instant(task.notBeforeAt),
		finishDeadlineAt: instant(task.finishDeadlineAt),
		deadlineAt: instant(task.deadlineAt),
		cancelRequestedAt: instant(task.cancelRequestedAt),
		createdAt: instant(task.createdAt),
		startingAt: instant(task.startingAt),
		runningAt: instant(task.runningAt),
		archivingAt: instant(task.archivingAt),
		endedAt: instant(task.endedAt),
		expiresAt: instant(task.expiresAt),
		lateUntilAt: instant(task.lateUntilAt),
		lateFilm: task.late === null ? null : { ...task.late, at: instant(task.late.at) },
	};
}

/** One line of a list. */
export function lineOfTask(task: Task): string {
	const { id, status, engine, mode, account, parkedAt, progress } = task;
	const words = [spellTaskId(id), status, engine, mode, `account ${account}`, `since ${instant(task.updatedAt)}`];
	if (progress !== null && status === "running") words.push(`${progress} %`);
	if (parkedAt !== null) words.push("parked");
	return words.join("  ");
}

/** All about one task, for a person. */
export function linesOfTask(task: Task, timeline: readonly TimelineEntry[], ledger: readonly LedgerEntry[]): string[] {
	const facts: readonly (readonly [string, string | null])[] = [
		["engine", task.engine],
		["start token", task.startToken],
		["handle", task.handle === null ? null : JSON.stringify(task.handle)],
		["owner", task.owner === null ? null : `server ${task.owner}`],
		["order", `${task.order.operation}, ${task.order.model}, ${task.order.seconds} s: ${task.order.prompt}`],
		["price", `${task.price / MICROS_PER_DOLLAR} $, ${task.settlement ?? "held"}`],
		["deadline", instant(task.deadlineAt)],
		["parked", instant(task.parkedAt)],
		["late work", lateWork(task)],
		["failure", task.failure === null ? null : `${task.failure.code}: ${task.failure.message}`],
	];
	return [
		lineOfTask(task),
		...facts.flatMap(([name, value]) => (value === null ? [] : [`  ${name.padEnd(11)}  ${value}`])),
		...timeline.map(({ at, event, status, detail }) => {
			const words = [instant(at), event.padEnd(15), status, ...(detail === null ? [] : [detail])];
			return `  ${words.join("  ")}`;
		}),
		...ledger.map(({ at, kind, amount }) => `  ${instant(at)}  ${kind.padEnd(15)}  ${amount / MICROS_PER_DOLLAR} $`),
	];
}

/** What is known, or still to be found out, of work that went on after the task had ended. */
function lateWork({ late, lateUntilAt }: Task): string | null {
	if (lateUntilAt !== null) return `looked after until ${instant(lateUntilAt)}`;
	return late === null ? null : late.detail;
}

/** Null for an instant that is none, or beyond what a date can say. */
function instant(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}
