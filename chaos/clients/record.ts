import { closeSync, openSync, writeSync } from "node:fs";
import type { ChaosOrder, State } from "./wires.ts";

/** An order that the server has acknowledged. */
export interface Acknowledged {
	readonly order: ChaosOrder;
	readonly id: string;
	/** The end that a client was told of; null while nobody was. */
	end: State | null;
}

/** What the clients know, kept where no server can reach: everything that was promised to them, and every promise broken. */
export class ClientRecord {
	readonly tasks = new Map<string, Acknowledged>();
	readonly violations: string[] = [];
	/** Requests that had to be sent again. */
	repeats = 0;
	readonly #file: number;

	constructor(path: string) {
		this.#file = openSync(path, "a");
	}

	acknowledge(order: ChaosOrder, id: string): Acknowledged {
		const known = this.tasks.get(order.key);
		if (known === undefined) {
			const task = { order, id, end: null };
			this.tasks.set(order.key, task);
			writeSync(this.#file, `${JSON.stringify({ at: Date.now(), id, ...order })}\n`);
			return task;
		}
		if (known.id !== id) this.violations.push(`I8: request ${order.key} made two tasks, ${known.id} and ${id}`);
		return known;
	}

	see(task: Acknowledged, state: State): void {
		if (state === "unreachable") return;
		if (state === "unknown") this.violations.push(`I1: task ${task.id} was acknowledged, and then nobody knew it`);
		else if (task.end !== null && state !== task.end && !alike(task.end, state)) {
			this.violations.push(`I2: task ${task.id} was ${task.end}, and then ${state}`);
		} else if (state !== "working") task.end = state;
	}

	close(): void {
		closeSync(this.#file);
	}
}

/** Some wires have one word for several ends. */
function alike(one: State, other: State): boolean {
	const unhappy: readonly State[] = ["failed", "rejected"];
	return unhappy.includes(one) && unhappy.includes(other);
}
