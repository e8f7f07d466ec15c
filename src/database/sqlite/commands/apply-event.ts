import { type Actor, decide, type TaskEvent } from "../../../core/lifecycle.ts";
import type { Application } from "../../../core/ports/task-store.ts";
import type { Connection } from "../connection.ts";
import { readTask, SELECT_TASK } from "../rows.ts";
import { saveDecision } from "./save-decision.ts";

export interface ApplyEvent {
	readonly id: number;
	readonly event: TaskEvent;
	readonly by: Actor;
	readonly now: number;
}

/** What the event makes of the task as it is now, whatever its sender believed. */
export function applyEvent(connection: Connection, { id, event, by, now }: ApplyEvent): Application {
	const row = connection.sql(SELECT_TASK).get(id);
	if (row === undefined) return { kind: "missing" };
	const task = readTask(row);
	const decision = decide(task, event, { now, by });
	if (decision.kind === "stale") return { kind: "stale", task, reason: decision.reason };
	saveDecision(connection, task, decision);
	return { kind: "moved", task: decision.task };
}
