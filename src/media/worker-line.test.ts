import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { createWorkerLine } from "./worker-line.ts";

const folder = mkdtempSync(join(tmpdir(), "worker-line-"));
afterAll(() => rmSync(folder, { recursive: true }));

const program = join(folder, "program.mjs");
writeFileSync(
	program,
	`import { parentPort, threadId } from "node:worker_threads";
	let jobs = 0;
	parentPort.on("message", (job) => {
		if (job === "spin") while (true);
		if (job === "exit") process.exit(0);
		if (job === "throw") throw new Error("thrown in the thread");
		if (job === "grow") for (const all = []; ; ) all.push({});
		parentPort.postMessage({ job, threadId, jobs: ++jobs });
	});`,
);
const options = { program: pathToFileURL(program), maxHeapMb: 16, maxJobMs: 20_000 };
type Answer = { job: string; threadId: number; jobs: number };

test("runs jobs one after the other in one thread", async () => {
	const run = createWorkerLine<string, Answer>(options);
	const answers = await Promise.all(["a", "b", "c"].map(run));
	expect(answers.map(({ job, jobs }) => [job, jobs])).toEqual([
		["a", 1],
		["b", 2],
		["c", 3],
	]);
	expect(new Set(answers.map((answer) => answer.threadId)).size).toBe(1);
});

test.each(["exit", "throw", "grow"])("a job that has to %s fails, and the next one gets a new thread", async (bad) => {
	const run = createWorkerLine<string, Answer>(options);
	const first = await run("first");
	const [failed, next] = await Promise.allSettled([run(bad), run("next")]);
	expect(failed.status).toBe("rejected");
	expect(next).toMatchObject({ status: "fulfilled", value: { job: "next", jobs: 1 } });
	expect(next.status === "fulfilled" && next.value.threadId).not.toBe(first.threadId);
});

test("a job that never ends is stopped when its time is over", async () => {
	const clock = createFakeClock();
	const run = createWorkerLine<string, Answer>({ ...options, clock });
	await run("first");
	const spinning = run("spin");
	spinning.catch(() => {});
	const next = run("next");
	await clock.advance(options.maxJobMs);
	await expect(spinning).rejects.toThrow(`${options.maxJobMs} ms`);
	expect(await next).toMatchObject({ job: "next", jobs: 1 });
	expect(clock.pending).toBe(0);
});
