import type { JsonValue } from "../core/json.ts";
import type { LoopNeeds } from "./needs.ts";

/** Tells an engine that nobody will ask about this work any more. */
export async function forgetAtEngine(
	{ engines, log }: Pick<LoopNeeds, "engines" | "log">,
	{ id, engine, handle }: { readonly id: number; readonly engine: string; readonly handle: JsonValue },
): Promise<void> {
	try {
		if (handle !== null) await engines.get(engine)?.forget?.(handle);
	} catch (error) {
		log.warn({ err: error, task: id }, "an engine could not forget a task");
	}
}
