import { afterEach, beforeEach, expect, test } from "vitest";
import type { Film } from "../core/film.ts";
import { ALLOWED, allowAll, type ModerationVerdict } from "../core/ports/moderator.ts";
import { type LoopsBench, openLoopsBench } from "./loops-bench.ts";

let bench: LoopsBench;
let verdicts: (ModerationVerdict | Error)[];
let reviewed: { status: string; films: readonly Film[] }[];

beforeEach(async () => {
	verdicts = [];
	reviewed = [];
	bench = await openLoopsBench(
		{ cover: new Uint8Array([1, 2, 3]) },
		{
			...allowAll,
			async reviewFilms(task, films) {
				reviewed.push({ status: (await bench.read(task.id)).status, films });
				const verdict = verdicts.shift() ?? ALLOWED;
				if (verdict instanceof Error) throw verdict;
				return verdict;
			},
		},
	);
	await bench.loops.start();
});
afterEach(() => bench.close());

test("a film is reviewed once it is in the archive, before anybody can see it", async () => {
	const { id } = await bench.submit();
	const task = await bench.until(id, "succeeded");
	expect(reviewed).toEqual([{ status: "archiving", films: task.films }]);
	expect(await bench.blobs.stat(reviewed[0]?.films[0]?.cover?.sha256 ?? "")).not.toBeNull();
});

test("I4: a refused film ends its task as rejected, gives the hold back, and goes away", async () => {
	verdicts = [{ kind: "refused", reason: "Too much rain.", field: null }];
	const { id } = await bench.submit();
	const task = await bench.until(id, "rejected");
	expect(task).toMatchObject({
		failure: { code: "content_refused", message: "Too much rain." },
		settlement: "released",
		films: [],
		engineFilms: null,
	});
	const timeline = await bench.store.timeline(id);
	expect(timeline.at(-1)).toMatchObject({ event: "film-refused", status: "rejected", detail: "Too much rain." });
	await bench.pass(2 * 3_600_000);
	expect(await bench.blobs.stat(reviewed[0]?.films[0]?.sha256 ?? "")).toBeNull();
});

test("while nobody can say, the task waits in the archive; the next review ends it", async () => {
	verdicts = [new Error("no answer"), new Error("no answer")];
	const { id } = await bench.submit();
	expect((await bench.until(id, "succeeded")).settlement).toBe("charged");
	expect(reviewed.map(({ status }) => status)).toEqual(["archiving", "archiving", "archiving"]);
	expect(bench.engine.starts).toHaveLength(1);
});

test("when nobody can say for an hour, the task fails and nothing is charged", async () => {
	verdicts = Array.from({ length: 1_000 }, () => new Error("no answer"));
	const { id } = await bench.submit();
	expect(await bench.until(id, "failed")).toMatchObject({
		failure: { code: "archive_failed" },
		settlement: "released",
	});
});
