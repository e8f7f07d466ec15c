import type { Caller } from "../core/account.ts";
import { FilmgateError } from "../core/errors.ts";
import type { Submission } from "../core/new-task.ts";
import type { Engine } from "../core/ports/engine.ts";

/** The engine of test keys, and of every live order that no other engine is configured for. */
export const PREVIEW = "preview";

/** Chooses the engine that makes an order. Throws `unsupported_operation` when it cannot. */
export function createRouter(engines: ReadonlyMap<string, Engine>): (caller: Caller, submission: Submission) => string {
	return (_caller, { order }) => {
		const engine = engines.get(PREVIEW);
		if (engine?.capabilities.operations.includes(order.operation)) return PREVIEW;
		throw new FilmgateError("unsupported_operation", `No engine of this server does ${order.operation}.`, {
			allowed: engine?.capabilities.operations.join(", ") ?? null,
		});
	};
}
