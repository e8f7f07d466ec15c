import type { TaskEvent } from "../core/lifecycle.ts";
import type { CallContext, Engine } from "../core/ports/engine.ts";
import { callEngine } from "./call-engine.ts";
import type { DeskTask } from "./desk.ts";
import { eventOfStart } from "./event-of-start.ts";
import { engineOf, type LoopNeeds } from "./needs.ts";

const LIMIT_MS = 120_000;

/**
 * Asks what became of a start: looks its token up, or asks for the same start again where that is the same work. Null when
 * the engine does not say, or can do neither. Rejects when it could not be asked.
 */
export type Inquiry = (task: Pick<DeskTask, "id" | "engine" | "startToken">) => Promise<TaskEvent | null>;

export function createInquiry(needs: LoopNeeds, wakePoller: (id: number) => void): Inquiry {
	async function lookUp(engine: Engine, startToken: string, context: CallContext): Promise<TaskEvent | null> {
		const found = await engine.find?.(startToken, context);
		if (found?.kind === "started") return { type: "started", about: startToken, handle: found.handle, warnings: [] };
		if (found?.kind !== "never-started") return null;
		const reason = "the engine never saw this start";
		return { type: "not-taken", about: startToken, reason, notBeforeAt: needs.clock.now() };
	}

	async function repeat(
		id: number,
		engine: Engine,
		context: CallContext & { startToken: string },
	): Promise<TaskEvent | null> {
		const task = await needs.store.find(id);
		// Somebody may have settled this start meanwhile: then it must not be asked for again.
		if (task?.startToken !== context.startToken) return null;
		const answer = await engine.start(task.order, { ...context, mode: task.mode, wake: () => wakePoller(id) });
		// That this call was not taken says nothing of the first one, which may be what the engine is full with.
		return answer.kind === "not-taken" ? null : eventOfStart(answer, context.startToken, needs.clock.now());
	}

	return async ({ id, engine: name, startToken }) => {
		// Throws when the configuration has lost the engine.
		const engine = engineOf(needs, name);
		const { find, capabilities } = engine;
		if (find === undefined && !capabilities.idempotentStart) return null;
		return await callEngine(needs, LIMIT_MS, (signal) =>
			find === undefined ? repeat(id, engine, { startToken, signal }) : lookUp(engine, startToken, { signal }),
		);
	};
}
