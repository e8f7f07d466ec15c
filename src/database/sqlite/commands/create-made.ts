import type { TaskEvent } from "../../../core/lifecycle.ts";
import type { Task } from "../../../core/task.ts";
import type { Connection } from "../connection.ts";
import { applyEvent } from "./apply-event.ts";
import { type CreateTask, type CreateTaskResult, createTask } from "./create-task.ts";

export interface CreateMade {
	readonly create: CreateTask;
	/** What has happened to it, from its claim to its end. */
	readonly life: readonly TaskEvent[];
}

export type CreateMadeResult =
	| Exclude<CreateTaskResult, { readonly kind: "created" }>
	| { readonly kind: "made"; readonly task: Task };

export function createMade(connection: Connection, { create, life }: CreateMade): CreateMadeResult {
	const creation = createTask(connection, create);
	if (creation.kind !== "created") return creation;
	return { kind: "made", task: live(connection, { id: creation.id, life, now: create.at }) };
}

function live(
	connection: Connection,
	{ id, life, now }: { readonly id: number; readonly life: readonly TaskEvent[]; readonly now: number },
): Task {
	let made: Task | null = null;
	for (const event of life) {
		const moved = applyEvent(connection, { id, event, by: "anybody", now });
		if (moved.kind !== "moved") throw new Error(`A task that was made already cannot be ${event.type}.`);
		made = moved.task;
	}
	if (made === null) throw new Error("A task that was made already has a life.");
	return made;
}
