import type { Mode } from "../../../core/account.ts";
import { decide } from "../../../core/lifecycle.ts";
import type { Task } from "../../../core/task.ts";
import type { Connection } from "../connection.ts";
import { readTask, SELECT_TASKS } from "../rows.ts";
import { saveDecision } from "./save-decision.ts";
import { passOver, whoseTurn } from "./turns.ts";

export interface ClaimTasks {
	readonly engine: string;
	readonly mode: Mode;
	readonly owner: number;
	readonly longestJobMs: number;
	/** As many as tasks may be taken. */
	readonly tokens: readonly string[];
	readonly now: number;
}

/** By turns, one task after the other: each claim is counted before the next account is chosen. */
export function claimTasks(connection: Connection, payload: ClaimTasks): readonly Task[] {
	const { owner, longestJobMs, tokens, now } = payload;
	const claimed: Task[] = [];
	for (const startToken of tokens) {
		const task = nextInTurn(connection, payload);
		if (task === null) break;
		const decision = decide(task, { type: "claimed", owner, startToken, longestJobMs }, { now, by: owner });
		if (decision.kind === "stale") throw new Error(`Task ${task.id} waits and cannot be claimed: ${decision.reason}.`);
		saveDecision(connection, task, decision);
		claimed.push(decision.task);
	}
	return claimed;
}

/** A task whose deadline has passed may not start any more: it is left for the deadline to end it. */
const OLDEST_OF_ACCOUNT = `${SELECT_TASKS} WHERE id = (SELECT id FROM tasks WHERE status = 'queued' AND engine = ?
	AND mode = ? AND account = ? AND not_before_at <= ? AND (deadline_at IS NULL OR deadline_at > ?)
	ORDER BY not_before_at, id LIMIT 1)`;

function nextInTurn(connection: Connection, lane: ClaimTasks): Task | null {
	const { engine, mode, now } = lane;
	for (;;) {
		const account = whoseTurn(connection, lane, now);
		if (account === null) return null;
		const row = connection.sql(OLDEST_OF_ACCOUNT).get(engine, mode, account, now, now);
		if (row !== undefined) return readTask(row);
		passOver(connection, lane, { account, now });
	}
}
