import { decide } from "../../../core/lifecycle.ts";
import type { Task } from "../../../core/task.ts";
import type { Connection } from "../connection.ts";
import { readTask, SELECT_TASKS } from "../rows.ts";
import { saveDecision } from "./save-decision.ts";

export interface AdoptTasks {
	readonly owner: number;
	readonly now: number;
}

/** Every task that has an owner is unfinished and not queued; every owner but this one is dead (the folder is locked). */
export function adoptTasks(connection: Connection, { owner, now }: AdoptTasks): readonly Task[] {
	const rows = connection
		.sql(`${SELECT_TASKS} INDEXED BY tasks_owned WHERE owner IS NOT NULL AND owner <> ?`)
		.all(owner);
	const adopted: Task[] = [];
	for (const row of rows) {
		const task = readTask(row);
		const decision = decide(task, { type: "adopted", owner }, { now, by: owner });
		if (decision.kind === "stale") continue;
		saveDecision(connection, task, decision);
		adopted.push(decision.task);
	}
	return adopted;
}
