import type { TaskEvent } from "../core/lifecycle.ts";
import type { EngineStart } from "../core/ports/engine.ts";

/** An engine's answer to the start of this token, as what it means for the task. */
export function eventOfStart(answer: EngineStart, about: string, now: number): TaskEvent {
	switch (answer.kind) {
		case "started":
			return { type: "started", about, handle: answer.handle, warnings: answer.warnings };
		case "refused":
			return { type: "refused", about, failure: answer.failure };
		case "not-taken":
			return { type: "not-taken", about, reason: answer.reason, notBeforeAt: now + answer.askAgainAfterMs };
	}
}
