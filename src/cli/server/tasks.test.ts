import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { jsonHere, runHere } from "../testing/run-here.ts";

interface View {
	readonly id: string;
	readonly status: string;
	readonly startToken: string | null;
	readonly handle: unknown;
	readonly owner: number | null;
	readonly timeline: readonly { readonly event: string; readonly detail: string | null }[];
	readonly ledger: readonly { readonly kind: string }[];
}

let server: TestServer;
beforeEach(async () => {
	// An engine that can neither look a start up nor repeat it: a human has to.
	server = await openTestServer();
});
afterEach(() => server.close());

const here = () => ["--data", server.dataFolder] as const;
const show = (id: string) => jsonHere<View>("tasks", "show", id, ...here());

async function submit(): Promise<string> {
	const response = await fetch(`${server.url}/api/v1/tasks`, {
		method: "POST",
		headers: { authorization: `Bearer ${server.liveKey}`, "content-type": "application/json" },
		body: JSON.stringify({ prompt: "A lighthouse" }),
	});
	return ((await response.json()) as { id: string }).id;
}

/** A task whose start's answer was lost, although (or before) the engine took it on. */
async function unclearTask(taken: boolean): Promise<string> {
	server.engine.answerNext(async (start) => {
		if (taken) server.engine.accept(start);
		throw new Error("socket hang up");
	});
	const id = await submit();
	await untilStatus(id, "unclear");
	return id;
}

async function untilStatus(id: string, status: string): Promise<View> {
	return await vi.waitFor(
		async () => {
			const view = await show(id);
			if (view.status !== status) throw new Error(`It is ${view.status}.`);
			return view;
		},
		{ timeout: 10_000, interval: 20 },
	);
}

test("a start that a human found goes on in the running server, which looks at it", async () => {
	const id = await unclearTask(true);
	const { startToken } = await show(id);
	const handle = JSON.stringify({ work: startToken });
	const resolved = await runHere("tasks", "resolve", id, "--started", handle, ...here());
	expect(resolved).toEqual({
		code: 0,
		stdout: `${id}  is running: preview is asked about this handle from now on\n`,
		stderr: "",
	});
	const done = await untilStatus(id, "succeeded");
	expect(server.engine.starts).toHaveLength(1);
	expect(done.handle).toEqual({ work: startToken });
	expect(done.ledger.map(({ kind }) => kind)).toEqual(["charge", "hold"]);
	const events = done.timeline.map(({ event }) => event);
	expect(events).toEqual(["created", "claimed", "answer-lost", "resolved", "done", "archived"]);
});

test("a start that a human found not taken is made again, with a new token", async () => {
	const id = await unclearTask(false);
	const { startToken } = await show(id);
	const resolved = await runHere("tasks", "resolve", id, "--not-started", ...here());
	expect(resolved.stdout).toBe(`${id}  waits again: preview will be asked to start it, with a new token\n`);
	const done = await untilStatus(id, "succeeded");
	expect(server.engine.starts).toHaveLength(2);
	expect(done.startToken).not.toBe(startToken);
});

test("a task that is given up costs nothing, and its client learns of it", async () => {
	const id = await unclearTask(true);
	const resolved = await runHere("tasks", "resolve", id.replace("task_", "video_"), "--give-up", ...here());
	expect(resolved.stdout).toBe(`${id}  is given up; nothing is charged\n`);
	await vi.waitFor(async () => {
		const response = await fetch(`${server.url}/api/v1/tasks/${id}`, {
			headers: { authorization: `Bearer ${server.liveKey}` },
		});
		expect(await response.json()).toMatchObject({ status: "failed", failure: { code: "outcome_unknown" } });
	});
	expect((await show(id)).ledger.map(({ kind }) => kind)).toEqual(["release", "hold"]);
});

test("only an unclear task can be resolved, by one word, and only one that is there", async () => {
	const id = await submit();
	await untilStatus(id, "succeeded");
	const late = await runHere("tasks", "resolve", id, "--not-started", ...here());
	expect(late).toMatchObject({ code: 1, stdout: "" });
	expect(late.stderr).toMatch(/^filmgate: task_\d+ is succeeded: the task has ended\. See: filmgate tasks show \d+\n$/);
	for (const words of [[], ["--not-started", "--give-up"]]) {
		expect(await runHere("tasks", "resolve", id, ...words, ...here())).toMatchObject({ code: 2 });
	}
	expect(await runHere("tasks", "resolve", "task_7", "--give-up", ...here())).toMatchObject({
		code: 1,
		stderr: "filmgate: There is no task_7 in this folder.\n",
	});
	expect(await runHere("tasks", "show", "fox", ...here())).toMatchObject({ code: 2 });
});

test("tasks are listed by what is asked of them", async () => {
	const unclear = await unclearTask(true);
	const done = await submit();
	await untilStatus(done, "succeeded");
	const ids = async (...args: string[]) =>
		(await jsonHere<View[]>("tasks", "list", ...args, ...here())).map(({ id }) => id);
	expect(await ids()).toEqual([unclear]);
	expect(await ids("--status", "unclear", "succeeded")).toEqual([done, unclear]);
	expect(await ids("--status", "unclear", "succeeded", "--limit", "1")).toEqual([done]);
	expect(await ids("--status", "unclear", "--mode", "test")).toEqual([]);
	expect(await ids("--engine", "zai")).toEqual([]);
	expect(await ids("--parked")).toEqual([]);
	const lines = await runHere("tasks", "list", ...here());
	expect(lines.stdout).toMatch(new RegExp(`^${unclear}  unclear  preview  live  account \\d+  since \\S+\\n$`));
	expect(await runHere("tasks", "list", "--status", "lost", ...here())).toMatchObject({ code: 2 });
	const shown = await runHere("tasks", "show", unclear, ...here());
	expect(shown.stdout).toMatch(/start token {2}[0-9a-f-]{36}\n/);
	expect(shown.stdout).toContain("answer-lost");
});
