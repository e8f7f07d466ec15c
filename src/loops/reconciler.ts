import type { TaskEvent } from "../core/lifecycle.ts";
import { Agenda } from "./agenda.ts";
import { backOff } from "./back-off.ts";
import type { DeskTask } from "./desk.ts";
import { FailedTries } from "./failed-tries.ts";
import { createInquiry } from "./inquiry.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import type { LoopNeeds } from "./needs.ts";
import { Turnstile } from "./turnstile.ts";
import { UnderWay } from "./under-way.ts";

const BUCKET_MS = 100;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
/** By engine. */
const ASKED_AT_ONCE = 16;

/**
 * Settles `unclear` tasks: by asking the engine what became of their token, or, where a start is idempotent, by asking
 * for the same start again. Where neither is possible nothing is done: a second start could be a second bill.
 */
export function createReconciler(needs: LoopNeeds, wakePoller: (id: number) => void): WakingLoop {
	const agenda = new Agenda(BUCKET_MS);
	const attempts = new Map<number, number>();
	const failedTries = new FailedTries(needs);
	const inquire = createInquiry(needs, wakePoller);
	const underWay = new UnderWay();
	const turnstile = new Turnstile(ASKED_AT_ONCE);
	const loop = createLoop({ ...needs, name: "reconciler", round, settled: () => underWay.settled() });
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
		for (const id of turnstile.called()) begin(id);
		for (const id of agenda.takeDue(now)) begin(id);
		const next = agenda.nextAt();
		return next === null ? null : Math.max(0, next - needs.clock.now());
	}

	function begin(id: number): void {
		const task = needs.desk.get(id);
		if (task?.status !== "unclear" || !turnstile.enter(task.engine, id)) return;
		underWay.add(settle(task).finally(() => leave(task.engine)));
	}

	function leave(engine: string): void {
		turnstile.leave(engine);
		loop.wake();
	}

	async function settle(task: DeskTask): Promise<void> {
		const { id } = task;
		const attempt = attempts.get(id) ?? 0;
		attempts.set(id, attempt + 1);
		const event = await findOut(task);
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

	/** Null when nothing could be found out this time; other tasks are settled all the same. */
	async function findOut(task: DeskTask): Promise<TaskEvent | null> {
		try {
			return await inquire(task);
		} catch (error) {
			const { id, engine } = task;
			needs.log.warn({ err: error, task: id, engine }, "an unclear start could not be settled yet");
			await failedTries.add(id, error);
			return null;
		}
	}

	return loop;
}
