import type { Clock } from "../core/clock.ts";
import type { Engine } from "../core/ports/engine.ts";
import type { Log } from "../core/ports/log.ts";
import type { Reached } from "../core/ports/step.ts";
import type { TaskStore } from "../core/ports/task-store.ts";
import type { Desk } from "./desk.ts";
import type { Halt } from "./halt.ts";

/** What every loop is handed. */
export interface LoopNeeds {
	readonly store: TaskStore;
	readonly desk: Desk;
	readonly engines: ReadonlyMap<string, Engine>;
	/** This server's incarnation: what its tasks carry as their owner. */
	readonly owner: number;
	readonly clock: Clock;
	readonly halt: Halt;
	readonly log: Log;
	readonly reached?: Reached | undefined;
}

export function engineOf(needs: Pick<LoopNeeds, "engines">, name: string): Engine {
	const engine = needs.engines.get(name);
	if (engine === undefined) throw new Error(`No engine is called ${name}.`);
	return engine;
}
