import { FilmgateError } from "../core/errors.ts";
import type { Id } from "../core/ids.ts";
import type { TaskEvent } from "../core/lifecycle.ts";
import { backOff } from "./back-off.ts";
import type { LoopNeeds } from "./needs.ts";

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;

/**
 * Stores what an engine said and would not say again, as often as it takes while the database cannot write. Rejects when
 * it refuses the event itself, and, with the latest reason, when the server ends before it could be stored.
 */
export async function record(needs: LoopNeeds, id: Id, event: TaskEvent): Promise<void> {
	for (let failures = 0; ; failures += 1) {
		const last = needs.halt.stopping.aborted;
		try {
			await needs.store.apply(id, event, needs.owner);
			return;
		} catch (error) {
			if (last || !(error instanceof FilmgateError) || error.code !== "busy") throw error;
			const againAfterMs = backOff(failures, FIRST_RETRY_MS, LAST_RETRY_MS);
			needs.log.error(
				{ err: error, task: id, event: event.type, againAfterMs },
				"an engine's word could not be stored yet",
			);
			await pause(needs, againAfterMs);
		}
	}
}

/** Ends early when the loops stop. */
function pause({ clock, halt }: LoopNeeds, ms: number): Promise<void> {
	const { stopping } = halt;
	if (stopping.aborted) return Promise.resolve();
	return new Promise((resolve) => {
		const end = () => {
			callOff();
			stopping.removeEventListener("abort", end);
			resolve();
		};
		const callOff = clock.after(ms, end);
		stopping.addEventListener("abort", end, { once: true });
	});
}
