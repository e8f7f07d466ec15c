import { afterEach, expect, test } from "vitest";
import { foldTimeline } from "../core/timeline.ts";
import { type LoopsBench, openLoopsBench } from "./loops-bench.ts";

let bench: LoopsBench;
afterEach(() => bench.close());

const tries = async (id: number) => (await bench.store.timeline(id)).filter(({ event }) => event === "tries-failed");

test("looks that find nothing out are told in few lines, of which readers see one with their count", async () => {
	bench = await openLoopsBench({ finish: "by-hand" });
	const { id } = await bench.submit();
	await bench.loops.start();
	await bench.until(id, "running");
	bench.engine.breakLooks(7);
	while (bench.engine.brokenLooks > 0) await bench.pass(20_000);
	expect((await tries(id)).length).toBe(3);
	bench.engine.finish(bench.engine.starts[0]?.startToken as string);
	await bench.until(id, "succeeded");
	const timeline = foldTimeline(await bench.store.timeline(id), "owner");
	expect(timeline.map(({ event }) => event)).toEqual([
		"created",
		"claimed",
		"started",
		"tries-failed",
		"done",
		"archived",
	]);
	expect(timeline[3]?.detail).toBe("7 tries came to nothing: there was no usable answer");
});

test("copies that break off are told too", async () => {
	bench = await openLoopsBench();
	bench.engine.breakFilms(3);
	const { id } = await bench.submit();
	await bench.loops.start();
	await bench.until(id, "succeeded");
	const timeline = foldTimeline(await bench.store.timeline(id), "owner");
	expect(timeline.at(-2)).toMatchObject({ status: "archiving", detail: expect.stringMatching(/^3 tries/) });
});

test("nothing is said where nothing failed", async () => {
	bench = await openLoopsBench();
	const { id } = await bench.submit();
	await bench.loops.start();
	await bench.until(id, "succeeded");
	expect(await tries(id)).toEqual([]);
});
