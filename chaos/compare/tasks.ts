import { isTerminal, type Task } from "../../src/core/task.ts";
import type { ClientRecord } from "../clients/record.ts";

/** Every task that was promised is there, has ended as its client was told, and there is no other. */
export function compareTasks(tasks: readonly Task[], record: ClientRecord): string[] {
	const byId = new Map(tasks.map((task) => [String(task.id), task]));
	const violations: string[] = [];
	for (const { id, order, end } of record.tasks.values()) {
		const task = byId.get(id);
		if (task === undefined) violations.push(`I1: task ${id} was acknowledged and is lost`);
		else if (task.order.prompt !== order.prompt) violations.push(`I8: task ${id} is not what ${order.key} ordered`);
		else if (!isTerminal(task.status)) violations.push(`task ${id} is ${task.status} and does not end`);
		else if (end === "succeeded" && task.status !== "succeeded") {
			violations.push(`I2: a client was told that task ${id} succeeded, and it is ${task.status}`);
		}
		byId.delete(id);
	}
	for (const task of byId.values()) violations.push(`I8: task ${task.id} (${task.order.prompt}) is nobody's`);
	return violations;
}
