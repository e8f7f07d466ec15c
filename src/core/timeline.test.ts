import { expect, test } from "vitest";
import type { TimelineEntry } from "./task.ts";
import { foldTimeline } from "./timeline.ts";

function entries(...events: readonly string[]): TimelineEntry[] {
	return events.map((event, at) => ({ at, event, status: "running", detail: null }));
}

const instants = (timeline: readonly TimelineEntry[]) => timeline.map(({ at }) => at);

test("of failed tries in a row the last line stands for all", () => {
	const timeline = entries("started", "tries-failed", "tries-failed", "tries-failed", "done", "tries-failed");
	expect(instants(foldTimeline(timeline, "owner"))).toEqual([0, 3, 4, 5]);
	expect(instants(foldTimeline(timeline, "operator"))).toEqual([0, 3, 4, 5]);
});

test("what came of a task after its end is the operator's alone", () => {
	const timeline = entries("started", "deadline-passed", "late");
	expect(instants(foldTimeline(timeline, "owner"))).toEqual([0, 1]);
	expect(instants(foldTimeline(timeline, "operator"))).toEqual([0, 1, 2]);
});
