import type { TaskEvent } from "../core/lifecycle.ts";
import type { EngineStatus } from "../core/ports/engine.ts";
import { Agenda } from "./agenda.ts";
import { backOff } from "./back-off.ts";
import { callEngine } from "./call-engine.ts";
import type { DeskTask } from "./desk.ts";
import { FailedTries } from "./failed-tries.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import { engineOf, type LoopNeeds } from "./needs.ts";
import { record } from "./record.ts";
import { storeProgress } from "./store-progress.ts";
import { Turnstile } from "./turnstile.ts";
import { UnderWay } from "./under-way.ts";

export interface Poller extends WakingLoop {
	/** The engine has news of this task: look now. Also right before the task's start was stored. */
	wakeTask(id: number): void;
}

const BUCKET_MS = 50;
const FIRST_LOOK_MS = 400;
/** By engine. */
const LOOKS_AT_ONCE = 64;
const LOOK_LIMIT_MS = 30_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const STORE_PROGRESS_EVERY_MS = 5_000;

/** Looks at running tasks: each once per interval that its engine names, however many clients ask about it. */
export function createPoller(needs: LoopNeeds): Poller {
	const rounds = new LookingRounds(needs);
	const loop = createLoop({ ...needs, name: "poller", round: () => rounds.go(), settled: () => rounds.settled() });
	rounds.wakeLoop = () => loop.wake();
	return {
		start: () => loop.start(),
		stop: () => loop.stop(),
		runOnce: () => loop.runOnce(),
		wake: () => loop.wake(),
		wakeTask: (id) => rounds.wakeTask(id),
	};
}

class LookingRounds {
	wakeLoop: () => void = () => {};
	readonly #needs: LoopNeeds;
	readonly #agenda = new Agenda(BUCKET_MS);
	readonly #underWay = new UnderWay();
	readonly #looking = new Set<number>();
	readonly #turnstile = new Turnstile(LOOKS_AT_ONCE);
	/** Tasks whose engine called while they were being started or looked at. */
	readonly #called = new Set<number>();
	readonly #failures = new Map<number, number>();
	readonly #failedLooks: FailedTries;
	readonly #progressStoredAt = new Map<number, number>();

	constructor(needs: LoopNeeds) {
		this.#needs = needs;
		this.#failedLooks = new FailedTries(needs);
		needs.desk.onArrival("running", (task) => this.#expect(task));
		needs.desk.onCancel((task) => this.wakeTask(task.id));
		needs.desk.onDeparture((task) => this.#forget(task.id));
	}

	wakeTask(id: number): void {
		const task = this.#needs.desk.get(id);
		if (task === null) return;
		if (task.status !== "running" || this.#looking.has(id)) {
			this.#called.add(id);
			return;
		}
		this.#agenda.set(id, this.#needs.clock.now());
		this.wakeLoop();
	}

	async go(): Promise<number | null> {
		const now = this.#needs.clock.now();
		for (const id of this.#turnstile.called()) this.#beginLook(id);
		for (const id of this.#agenda.takeDue(now)) this.#beginLook(id);
		const next = this.#agenda.nextAt();
		return next === null ? null : Math.max(0, next - now);
	}

	settled(): Promise<void> {
		return this.#underWay.settled();
	}

	#expect(task: DeskTask): void {
		const called = this.#called.delete(task.id) || task.cancelRequested;
		// The rest of the id spreads the first looks of tasks that arrive together.
		const delayMs = called ? 0 : FIRST_LOOK_MS + (task.id % FIRST_LOOK_MS);
		this.#agenda.set(task.id, this.#needs.clock.now() + delayMs);
		this.wakeLoop();
	}

	#forget(id: number): void {
		this.#agenda.delete(id);
		this.#called.delete(id);
		this.#failures.delete(id);
		this.#failedLooks.forget(id);
		this.#progressStoredAt.delete(id);
	}

	#beginLook(id: number): void {
		const task = this.#needs.desk.get(id);
		if (task?.status !== "running" || this.#looking.has(id) || !this.#turnstile.enter(task.engine, id)) return;
		this.#looking.add(id);
		this.#underWay.add(this.#look(task));
	}

	async #look(task: DeskTask): Promise<void> {
		let againAfterMs: number | null;
		try {
			againAfterMs = task.cancelRequested ? await this.#stop(task) : await this.#ask(task);
			this.#failures.delete(task.id);
		} catch (error) {
			const failures = this.#failures.get(task.id) ?? 0;
			this.#failures.set(task.id, failures + 1);
			againAfterMs = backOff(failures, FIRST_RETRY_MS, LAST_RETRY_MS);
			this.#needs.log.warn(
				{ err: error, task: task.id, engine: task.engine, againAfterMs },
				"a look found nothing out",
			);
			await this.#failedLooks.add(task.id, error);
		}
		this.#looking.delete(task.id);
		this.#turnstile.leave(task.engine);
		if (this.#needs.desk.get(task.id)?.status === "running" && againAfterMs !== null) {
			this.#agenda.set(task.id, this.#needs.clock.now() + (this.#called.delete(task.id) ? 0 : againAfterMs));
		} else if (this.#needs.desk.get(task.id) === null) {
			this.#forget(task.id);
		}
		this.wakeLoop();
	}

	/** Null when this was the last look. */
	async #ask(task: DeskTask): Promise<number | null> {
		const { clock, store } = this.#needs;
		const status = await callEngine(this.#needs, LOOK_LIMIT_MS, (signal) =>
			engineOf(this.#needs, task.engine).status(task.handle, {
				startToken: task.startToken,
				mode: task.mode,
				now: clock.now(),
				signal,
				wake: () => this.wakeTask(task.id),
				readOrder: async () => {
					const stored = await store.find(task.id);
					if (stored === null) throw new Error("The task is gone.");
					return stored.order;
				},
			}),
		);
		if (status.kind === "working") return await this.#noteProgress(task, status);
		await this.#failedLooks.settle(task.id);
		if (status.kind !== "done") await storeProgress(this.#needs, task.id);
		await record(this.#needs, task.id, eventOfStatus(status));
		return null;
	}

	async #noteProgress(task: DeskTask, status: Extract<EngineStatus, { kind: "working" }>): Promise<number> {
		const { progress, askAgainAfterMs } = status;
		if (progress === null || !this.#needs.desk.noteProgress(task, progress)) return askAgainAfterMs;
		const now = this.#needs.clock.now();
		if (now - (this.#progressStoredAt.get(task.id) ?? 0) >= STORE_PROGRESS_EVERY_MS) {
			this.#progressStoredAt.set(task.id, now);
			await storeProgress(this.#needs, task.id);
		}
		return askAgainAfterMs;
	}

	async #stop(task: DeskTask): Promise<number | null> {
		const engine = engineOf(this.#needs, task.engine);
		if (engine.cancel === undefined) return await this.#ask(task);
		const answer = await callEngine(
			this.#needs,
			LOOK_LIMIT_MS,
			async (signal) => await engine.cancel?.(task.handle, { signal }),
		);
		if (answer === "too-late") return await this.#ask(task);
		await storeProgress(this.#needs, task.id);
		await record(this.#needs, task.id, { type: "stopped" });
		return null;
	}
}

function eventOfStatus(status: Exclude<EngineStatus, { kind: "working" }>): TaskEvent {
	switch (status.kind) {
		case "done":
			return { type: "done", films: status.films, warnings: status.warnings };
		case "failed":
			return { type: "engine-failed", failure: status.failure };
		case "lost":
			return { type: "lost" };
	}
}
