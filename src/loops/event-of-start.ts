import type { TaskEvent } from "../core/lifecycle.ts";
import type { EngineStart } from "../core/ports/engine.ts";

/** An engine's answer to a start, as what it means for the task. */
export function eventOfStart(answer: EngineStart, now: number): TaskEvent {
	switch (answer.kind) {
		case "started":
			return { type: "started", handle: answer.handle, warnings: answer.warnings };
		case "refused":
			return { type: "refused", failure: answer.failure };
		case "not-taken":
			return { type: "not-taken", reason: answer.reason, notBeforeAt: now + answer.askAgainAfterMs };
	}
}
