import type { TaskEvent } from "../lifecycle.ts";
import { type SubmitNeeds, take } from "./submit.ts";
import type { UseCases } from "./use-cases.ts";

/** The engine of what the server makes itself; no loop starts anything for it. */
export const THIS_SERVER = "this-server";

/** No server's number. */
const NOBODY = 0;

export function createSubmitMade(needs: Omit<SubmitNeeds, "route">): UseCases["submitMade"] {
	const { ids } = needs;
	return async (caller, { submission, films }, request) => {
		const life: readonly TaskEvent[] = [
			{ type: "claimed", owner: NOBODY, startToken: `made-${ids.mint()}`, longestJobMs: 0 },
			{ type: "started", handle: null, warnings: [] },
			{ type: "done", films: [], warnings: [] },
			{ type: "archived", films: films.map((film) => ({ ...film, id: ids.mint() })) },
		];
		return await take(needs, caller, { submission, request, engine: THIS_SERVER, life });
	};
}
