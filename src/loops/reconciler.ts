import type { TaskEvent } from "../core/lifecycle.ts";
import type { CallContext, Engine } from "../core/ports/engine.ts";
import { Agenda } from "./agenda.ts";
import { backOff } from "./back-off.ts";
import { callEngine } from "./call-engine.ts";
import { eventOfStart } from "./event-of-start.ts";
import { FailedTries } from "./failed-tries.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import { engineOf, type LoopNeeds } from "./needs.ts";

const BUCKET_MS = 100;
const LIMIT_MS = 120_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/**
 * Settles `unclear` tasks: by asking the engine what became of their token, or, where a start is idempotent, by asking
 * for the same start again. Where neither is possible nothing is done: a second start could be a second bill.
 */
export function createReconciler(needs: LoopNeeds, wakePoller: (id: number) => void): WakingLoop {
	const agenda = new Agenda(BUCKET_MS);
	const attempts = new Map<number, number>();
	const failedTries = new FailedTries(needs);
	const loop = createLoop({ ...needs, name: "reconciler", round });
	needs.desk.onArrival("unclear", (task) => {
		agenda.set(task.id, needs.clock.now());
		loop.wake();
	});
	needs.desk.onDeparture((task) => {
		agenda.delete(task.id);
		attempts.delete(task.id);
		failedTries.forget(task.id);
	});

	async function round(): Promise<number | null> {
		const now = needs.clock.now();
		for (const id of agenda.takeDue(now)) await settle(id);
		const next = agenda.nextAt();
		return next === null ? null : Math.max(0, next - needs.clock.now());
	}

	async function settle(id: number): Promise<void> {
		const task = needs.desk.get(id);
		if (task?.status !== "unclear") return;
		const attempt = attempts.get(id) ?? 0;
		attempts.set(id, attempt + 1);
		const event = await findOut(id, task.engine, task.startToken);
		if (event !== null && (await isStored(id, event))) return;
		agenda.set(id, needs.clock.now() + backOff(attempt, FIRST_RETRY_MS, LAST_RETRY_MS));
	}

	/** What could not be stored is found out again later. */
	async function isStored(id: number, event: TaskEvent): Promise<boolean> {
		try {
			await failedTries.settle(id);
			await needs.store.apply(id, event, needs.owner);
			return true;
		} catch (error) {
			needs.log.error({ err: error, task: id, event: event.type }, "what became of a start could not be stored yet");
			return false;
		}
	}

	/** Null when nothing could be found out this time. */
	async function findOut(id: number, engineName: string, startToken: string): Promise<TaskEvent | null> {
		try {
			// Throws when the configuration has lost the engine; other tasks are settled all the same.
			const engine = engineOf(needs, engineName);
			const { find, capabilities } = engine;
			if (find === undefined && !capabilities.idempotentStart) return null;
			return await callEngine(needs, LIMIT_MS, (signal) =>
				find === undefined ? repeat(id, engine, { startToken, signal }) : lookUp(engine, startToken, { signal }),
			);
		} catch (error) {
			needs.log.warn({ err: error, task: id, engine: engineName }, "an unclear start could not be settled yet");
			await failedTries.add(id, error);
			return null;
		}
	}

	async function lookUp(engine: Engine, startToken: string, context: CallContext): Promise<TaskEvent | null> {
		const found = await engine.find?.(startToken, context);
		if (found?.kind === "started") return { type: "started", handle: found.handle, warnings: [] };
		if (found?.kind !== "never-started") return null;
		return { type: "not-taken", reason: "the engine never saw this start", notBeforeAt: needs.clock.now() };
	}

	async function repeat(
		id: number,
		engine: Engine,
		context: CallContext & { startToken: string },
	): Promise<TaskEvent | null> {
		const task = await needs.store.find(id);
		if (task === null) return null;
		const answer = await engine.start(task.order, { ...context, mode: task.mode, wake: () => wakePoller(id) });
		// That this call was not taken says nothing of the first one, which may be what the engine is full with.
		return answer.kind === "not-taken" ? null : eventOfStart(answer, needs.clock.now());
	}

	return loop;
}
