import type { Mode } from "../../../core/account.ts";
import { decide } from "../../../core/lifecycle.ts";
import type { Task } from "../../../core/task.ts";
import type { Connection } from "../connection.ts";
import { readTask, SELECT_TASKS } from "../rows.ts";
import { saveDecision } from "./save-decision.ts";

export interface ClaimTasks {
	readonly engine: string;
	readonly mode: Mode;
	readonly owner: number;
	readonly longestJobMs: number;
	/** As many as tasks may be taken. */
	readonly tokens: readonly string[];
	readonly now: number;
}

/** A task whose deadline has passed may not start any more: it is left for the deadline to end it. */
export function claimTasks(connection: Connection, payload: ClaimTasks): readonly Task[] {
	const { engine, mode, owner, longestJobMs, tokens, now } = payload;
	const rows = connection
		.sql(`${SELECT_TASKS}
			WHERE status = 'queued' AND engine = ? AND mode = ? AND not_before_at <= ?
				AND (deadline_at IS NULL OR deadline_at > ?)
			ORDER BY not_before_at, id LIMIT ?`)
		.all(engine, mode, now, now, tokens.length);
	const claimed: Task[] = [];
	rows.forEach((row, index) => {
		const task = readTask(row);
		const startToken = tokens[index] as string;
		const decision = decide(task, { type: "claimed", owner, startToken, longestJobMs }, { now, by: owner });
		if (decision.kind === "stale") return;
		saveDecision(connection, task, decision);
		claimed.push(decision.task);
	});
	return claimed;
}
