import type { TimelineEntry } from "./task.ts";

/** What only an operator is shown: work that went on after the task had ended is none of its owner's business. */
const OPERATORS_ONLY: ReadonlySet<string> = new Set(["late"]);

/**
 * A history as its readers see it: of several lines that tell of failed tries in a row, each with the count so far, the
 * last one stands for all.
 */
export function foldTimeline(
	entries: readonly TimelineEntry[],
	reader: "owner" | "operator",
): readonly TimelineEntry[] {
	return entries.filter(({ event }, index) => {
		if (reader === "owner" && OPERATORS_ONLY.has(event)) return false;
		return event !== "tries-failed" || entries[index + 1]?.event !== "tries-failed";
	});
}
