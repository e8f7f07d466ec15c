import { countUnfinished, type ModelOfPurse } from "./commands/model-limits.ts";
import type { Connection } from "./connection.ts";
import type { Disagreement } from "./purse-sums.ts";

/** What accounts' limits by model count as unfinished, counted again from the tasks. */
export function checkModelLimits(reader: Connection): Disagreement | null {
	const limits = reader.sql(`SELECT account, mode, model, in_flight AS "inFlight" FROM model_limits`).all();
	for (const limit of limits as (ModelOfPurse & { readonly inFlight: number })[]) {
		const { account, mode, model, inFlight } = limit;
		const counted = countUnfinished(reader, limit);
		if (counted === inFlight) continue;
		const about = `in flight of ${model}`;
		const figures = [
			{ source: "its limit", value: inFlight },
			{ source: "its tasks", value: counted },
		] as const;
		return { account, mode, taskId: null, about, figures };
	}
	return null;
}
