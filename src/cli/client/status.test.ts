import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createFilmgate, type Task } from "@filmgate/sdk";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { filmgate, filmgateJson, readFirstKeys, serve } from "../testing/command.ts";
import { testFolder } from "../testing/folder.ts";

describe("by FILMGATE_URL and FILMGATE_KEY", () => {
	let server: TestServer;
	let environment: { FILMGATE_URL: string; FILMGATE_KEY: string };

	beforeAll(async () => {
		server = await openTestServer({ engine: { finish: "by-hand" } });
		environment = { FILMGATE_URL: `${server.url}/`, FILMGATE_KEY: server.liveKey };
	});

	afterAll(() => server.close());

	const submit = (prompt: string) => createFilmgate({ url: server.url, key: server.liveKey }).tasks.submit({ prompt });

	test("a task is shown by any spelling of its id", async () => {
		const { id } = await submit("a fox");
		const digits = id.replace("task_", "");
		const shown = await filmgate(["status", id], environment);
		expect(shown).toMatchObject({ code: 0, stderr: "" });
		expect(shown.stdout).toMatch(new RegExp(`^${id} {2}(queued|starting|running)`));
		expect(shown.stdout).toContain("\n  text-to-video, 1280x720, 5 s, 24 fps: a fox\n");
		for (const spelling of [digits, `video_${digits}`]) {
			expect((await filmgateJson<Task>(["status", spelling], environment)).id).toBe(id);
		}
	});

	test("a task is cancelled, and cancelled again", async () => {
		const { id } = await submit("a hare");
		const spelling = id.replace("task_", "video_");
		const { outcome, task } = await filmgateJson<{ outcome: string; task: Task }>(["cancel", spelling], environment);
		expect(["stopped", "asked"]).toContain(outcome);
		expect(task.id).toBe(id);
		const { tasks } = createFilmgate({ url: server.url, key: server.liveKey });
		expect((await tasks.wait(id)).status).toBe("cancelled");
		const again = await filmgate(["cancel", id], environment);
		expect(again).toEqual({ code: 0, stdout: `${id}  stopped; nothing is charged\n`, stderr: "" });
	});

	test("a film that is done is not cancelled, and that is a no", async () => {
		const { id } = await submit("an owl");
		const isOwl = ({ order }: { order: { prompt: string } }) => order.prompt === "an owl";
		const start = await vi.waitUntil(() => server.engine.starts.find(isOwl), { interval: 2 });
		server.engine.finish(start.startToken);
		const { tasks } = createFilmgate({ url: server.url, key: server.liveKey });
		await tasks.wait(id);
		const { code, stdout } = await filmgate(["cancel", id], environment);
		expect({ code, stdout }).toEqual({ code: 1, stdout: `${id}  too late; its status is succeeded\n` });
	});

	test("what the server refuses is one line, with what to do", async () => {
		const unknown = await filmgate(["status", "1"], environment);
		expect(unknown).toMatchObject({ code: 1, stdout: "", stderr: "filmgate: There is no such task.\n" });
		const stranger = await filmgate(["status", "1"], { ...environment, FILMGATE_KEY: "a.b" });
		expect(stranger).toMatchObject({ code: 1, stdout: "" });
		expect(stranger.stderr).toMatch(/^filmgate: [^\n]+ filmgate keys create --mode live\n$/);
	});
});

test("by the data folder: tasks of live and of test keys, also after the command line's own keys were revoked", async () => {
	const folder = testFolder();
	const server = await serve(folder);
	try {
		const keys = readFirstKeys(folder);
		for (const key of [keys.live, keys.test]) {
			const { tasks } = createFilmgate({ url: server.url, key });
			const { id, livemode } = await tasks.submit({ prompt: "a fox [[slow 60s]]", size: "64x64", seconds: 1 });
			const shown = await filmgateJson<Task>(["status", id, "--data", folder]);
			expect(shown).toMatchObject({ id, livemode });
			await tasks.cancel(id);
		}
		const listed = await filmgateJson<{ id: string; label: string }[]>(["keys", "list", "--data", folder]);
		const own = listed.filter(({ label }) => label === "command line");
		expect(own).toHaveLength(2);
		for (const { id } of own) await filmgate(["keys", "revoke", id, "--data", folder]);
		const { tasks } = createFilmgate({ url: server.url, key: keys.test });
		const { id } = await tasks.submit({ prompt: "a hare [[slow 60s]]", size: "64x64", seconds: 1 });
		expect((await filmgate(["cancel", id, "--data", folder])).code).toBe(0);
	} finally {
		await server.end();
	}
});
