import { randomUUID } from "node:crypto";
import type { Mode } from "../core/account.ts";
import type { TaskEvent } from "../core/lifecycle.ts";
import type { Engine } from "../core/ports/engine.ts";
import type { Task } from "../core/task.ts";
import { callEngine } from "./call-engine.ts";
import { eventOfStart } from "./event-of-start.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import type { LoopNeeds } from "./needs.ts";
import type { Pauses } from "./pauses.ts";
import { record } from "./record.ts";
import { UnderWay } from "./under-way.ts";

const MODES: readonly Mode[] = ["live", "test"];
const CLAIM_AT_ONCE = 64;
/** An engine that has not answered a start by then is treated as one whose answer was lost. */
const START_LIMIT_MS = 120_000;

export interface DispatcherNeeds extends LoopNeeds {
	readonly pauses: Pick<Pauses, "has">;
}

/** queued → starting → the engine's answer. Claims no more than an engine's lane has slots, and nothing for an engine that is paused. */
export function createDispatcher(needs: DispatcherNeeds, wakePoller: (id: number) => void): WakingLoop {
	const underWay = new UnderWay();

	async function round(): Promise<number | null> {
		for (const engine of needs.engines.values()) for (const mode of MODES) await fillLane(engine, mode);
		const next = await needs.store.nextClaimable(needs.clock.now());
		return next === null ? null : Math.max(0, next - needs.clock.now());
	}

	async function fillLane(engine: Engine, mode: Mode): Promise<void> {
		for (;;) {
			const free = engine.capabilities.concurrency[mode] - needs.desk.occupied(engine.name, mode);
			if (free <= 0 || needs.pauses.has(engine.name)) return;
			const limit = Math.min(free, CLAIM_AT_ONCE);
			const { longestJobMs } = engine.capabilities;
			const claim = { engine: engine.name, mode, limit, owner: needs.owner, longestJobMs, mintToken: randomUUID };
			needs.reached?.("before-claim");
			const claimed = await needs.store.claim(claim);
			if (claimed.length > 0) needs.reached?.("after-claim-commit");
			for (const task of claimed) underWay.add(start(engine, task));
			if (claimed.length < limit) return;
		}
	}

	async function start(engine: Engine, task: Task): Promise<void> {
		const event = await ask(engine, task);
		needs.reached?.("after-answer-before-commit");
		try {
			await record(needs, task.id, event);
			needs.reached?.("after-started-commit");
		} catch (error) {
			// The row still says `starting` with this token, so the next server on this store will look into it.
			needs.log.error({ err: error, task: task.id }, "an engine's answer could not be stored");
		}
	}

	async function ask(engine: Engine, task: Task): Promise<TaskEvent> {
		const startToken = task.startToken as string;
		const wake = () => wakePoller(task.id);
		try {
			needs.reached?.("before-engine-start");
			const answer = await callEngine(needs, START_LIMIT_MS, (signal) =>
				engine.start(task.order, { startToken, mode: task.mode, wake, signal }),
			);
			return eventOfStart(answer, startToken, needs.clock.now());
		} catch (error) {
			needs.log.warn({ err: error, task: task.id, engine: engine.name }, "a start's answer was lost");
			return { type: "answer-lost", about: startToken, reason: `${engine.name} did not answer the start` };
		}
	}

	return createLoop({ ...needs, name: "dispatcher", round, settled: () => underWay.settled() });
}
