import type { TaskEvent } from "../lifecycle.ts";
import { type SubmitNeeds, take } from "./submit.ts";
import type { UseCases } from "./use-cases.ts";

/** The engine of what the server makes itself; no loop starts anything for it. */
export const THIS_SERVER = "this-server";

/** No server's number: loops leave such a task alone, and a server that finds one at its start takes it over. */
const NOBODY = 0;

/** How long such a task may stay queued, if the server dies in the middle; then its hold is released. */
const START_LIMIT_MS = 60_000;

export function createSubmitMade(needs: Omit<SubmitNeeds, "route">): UseCases["submitMade"] {
	const { store, ids } = needs;
	return async (caller, { submission, films }, request) => {
		const hurried = { ...submission, startWithinMs: START_LIMIT_MS };
		const submitted = await take(needs, caller, { submission: hurried, request, engine: THIS_SERVER });
		if (submitted.replayed) return submitted;
		const { id } = submitted.task;
		const life: readonly TaskEvent[] = [
			{ type: "claimed", owner: NOBODY, startToken: `made-${id}`, longestJobMs: START_LIMIT_MS },
			{ type: "started", handle: null, warnings: [] },
			{ type: "done", films: [], warnings: [] },
			{ type: "archived", films: films.map((film) => ({ ...film, id: ids.mint() })) },
		];
		// Asked for in one breath, they share one commit as a rule; and in nobody's name, for what belongs to a server is never
		// turned away half way, where the hold would last.
		const [, , , archived] = await Promise.all(life.map((event) => store.apply(id, event, NOBODY)));
		return archived?.kind === "moved" ? { task: archived.task, replayed: false } : submitted;
	};
}
