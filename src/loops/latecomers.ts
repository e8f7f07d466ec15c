import type { JsonValue } from "../core/json.ts";
import type { Engine, EngineStatus } from "../core/ports/engine.ts";
import type { LateOutcome, Task } from "../core/task.ts";
import { callEngine } from "./call-engine.ts";
import { forgetAtEngine } from "./forget-at-engine.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import type { LoopNeeds } from "./needs.ts";

const EVERY_MS = 60_000;
const AT_ONCE = 256;
const LOOK_LIMIT_MS = 10_000;

type Outcome = Omit<LateOutcome, "at">;

/**
 * Looks after work whose task a deadline has ended while its engine could not be stopped: what became of it is noted for
 * the operator, who may be billed for it. The task stays what it is.
 */
export function createLatecomers(needs: LoopNeeds): WakingLoop {
	const { store, clock, log } = needs;

	async function round(): Promise<number> {
		await Promise.all((await store.late(AT_ONCE)).map(look));
		return EVERY_MS;
	}

	async function look(task: Task): Promise<void> {
		const isOver = clock.now() >= (task.lateUntilAt ?? 0);
		const outcome = (await findOut(task)) ?? (isOver ? unknown("The engine said nothing more of it.") : null);
		if (outcome === null) return;
		await store.apply(task.id, { type: "late", outcome }, needs.owner);
		log.warn({ task: task.id, engine: task.engine, outcome: outcome.outcome }, "work that nobody waited for any more");
		await forgetAtEngine(needs, task);
	}

	/** Null when it cannot be said yet. */
	async function findOut(task: Task): Promise<Outcome | null> {
		const engine = needs.engines.get(task.engine);
		if (engine === undefined) return unknown("Its engine is no longer configured.");
		const { handle } = task;
		try {
			return await callEngine(needs, LOOK_LIMIT_MS, (signal) =>
				handle === null ? findStart(engine, task, signal) : ask(engine, { task, handle, signal }),
			);
		} catch (error) {
			log.warn({ err: error, task: task.id, engine: engine.name }, "a look after late work found nothing out");
			return null;
		}
	}

	async function findStart(engine: Engine, task: Task, signal: AbortSignal): Promise<Outcome | null> {
		if (engine.find === undefined || task.startToken === null) return unknown("The engine cannot look up a start.");
		const found = await engine.find(task.startToken, { signal });
		if (found.kind === "never-started") return noFilm("The engine never took the start.");
		return found.kind === "unknown" ? null : await ask(engine, { task, handle: found.handle, signal });
	}

	async function ask(
		engine: Engine,
		{ task, handle, signal }: { task: Task; handle: JsonValue; signal: AbortSignal },
	): Promise<Outcome | null> {
		const status = await engine.status(handle, {
			startToken: task.startToken ?? "",
			mode: task.mode,
			now: clock.now(),
			signal,
			wake: () => {},
			readOrder: async () => task.order,
		});
		return outcomeOf(status);
	}

	return createLoop({ ...needs, name: "latecomers", round });
}

function outcomeOf(status: EngineStatus): Outcome | null {
	switch (status.kind) {
		case "working":
			return null;
		case "done":
			return { outcome: "film", films: status.films, detail: "The engine finished the film after all." };
		case "failed":
			return noFilm(`The engine failed: ${status.failure.message}`);
		case "lost":
			return noFilm("The engine no longer knows the work.");
	}
}

function noFilm(detail: string): Outcome {
	return { outcome: "no-film", films: [], detail };
}

function unknown(detail: string): Outcome {
	return { outcome: "unknown", films: [], detail };
}
