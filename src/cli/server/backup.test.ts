import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { openTestServer, type TestServer, type TestServerOptions } from "../../contracts/test-server.ts";
import { testFolder } from "../testing/folder.ts";
import { jsonHere, runHere } from "../testing/run-here.ts";

interface View {
	readonly id: string;
	readonly status: string;
	readonly parkedAt: string | null;
}

const servers: TestServer[] = [];
afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

async function open(options: TestServerOptions = {}): Promise<TestServer> {
	const server = await openTestServer(options);
	servers.push(server);
	return server;
}

async function submit({ url }: TestServer, key: string): Promise<string> {
	const response = await fetch(`${url}/api/v1/tasks`, {
		method: "POST",
		headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
		body: JSON.stringify({ prompt: "A lighthouse" }),
	});
	return ((await response.json()) as View).id;
}

async function untilStatus(data: string, id: string, status: string): Promise<void> {
	await vi.waitFor(
		async () => expect((await jsonHere<View>("tasks", "show", id, "--data", data)).status).toBe(status),
		{
			timeout: 10_000,
			interval: 20,
		},
	);
}

test("rule 19: what comes out of a backup waits for a human, and then goes on; nothing is started by itself", {
	timeout: 60_000,
}, async () => {
	const first = await open({ engine: { finish: "by-hand" } });
	const data = first.dataFolder;
	first.engine.answerNext({ kind: "not-taken", reason: "full", askAgainAfterMs: 3_600_000 });
	const queued = await submit(first, first.liveKey);
	await vi.waitFor(() => expect(first.engine.starts).toHaveLength(1));
	const running = await submit(first, first.liveKey);
	await untilStatus(data, running, "running");
	const token = first.engine.starts[1]?.startToken ?? "";
	const done = await submit(first, first.liveKey);
	await untilStatus(data, done, "running");
	first.engine.finish(first.engine.starts[2]?.startToken ?? "");
	await untilStatus(data, done, "succeeded");

	const folder = testFolder();
	const file = join(folder, "monday.db");
	const blobs = join(folder, "blobs");
	const made = await jsonHere<{ blobs: number; missing: number }>("backup", file, "--blobs", blobs, "--data", data);
	expect(made).toMatchObject({ blobs: 1, missing: 0 });
	expect(readdirSync(folder).sort()).toEqual(["blobs", "monday.db", "monday.db.blobs.jsonl"]);
	expect(statSync(file).mode & 0o077).toBe(0);
	expect(await runHere("backup", file, "--data", data)).toMatchObject({
		code: 1,
		stderr: expect.stringContaining("exists already"),
	});

	// The world goes on: the running task's film is done, and paid for.
	first.engine.finish(token);
	await untilStatus(data, running, "succeeded");
	expect(await runHere("restore", file, "--data", data)).toMatchObject({
		code: 1,
		stderr: expect.stringContaining("serves"),
	});
	const { liveKey } = first;
	const secret = readFileSync(join(data, "secret"));
	await first.close();
	servers.length = 0;

	const other = join(testFolder(), "data");
	const restored = await runHere("restore", file, "--blobs", blobs, "--data", other);
	expect(restored).toMatchObject({ code: 0, stderr: "" });
	expect(restored.stdout).toContain("2 unfinished tasks are parked");
	expect(restored.stdout).toContain("There is no secret");
	writeFileSync(join(other, "secret"), secret, { mode: 0o600 });
	expect(await runHere("ledger", "verify", "--data", other)).toMatchObject({ code: 0 });
	expect(await runHere("restore", file, "--data", other)).toMatchObject({
		code: 1,
		stderr: expect.stringContaining("--force"),
	});

	const second = await open({ config: { dataFolder: other }, engine: { finish: "at-once" } });
	await vi.waitFor(async () => expect((await fetch(`${second.url}/readyz`)).status).toBe(200));
	const parked = await jsonHere<View[]>("tasks", "list", "--parked", "--data", other);
	expect(parked.map(({ id, status }) => [id, status])).toEqual([
		[running, "running"],
		[queued, "queued"],
	]);
	for (const loop of [second.filmgate.loops.dispatcher, second.filmgate.loops.poller, second.filmgate.loops.reaper])
		await loop.runOnce();
	expect([second.engine.starts.length, second.engine.looks]).toEqual([0, 0]);
	const film = await fetch(`${second.url}/api/v1/tasks/${done}`, { headers: { authorization: `Bearer ${liveKey}` } });
	expect(await film.json()).toMatchObject({ status: "succeeded" });

	await runHere("tasks", "unpark", queued, "--data", other);
	await untilStatus(other, queued, "succeeded");
	expect(second.engine.starts).toHaveLength(1);
	expect(await runHere("tasks", "resolve", running, "--give-up", "--data", other)).toMatchObject({ code: 0 });
	await untilStatus(other, running, "failed");
	expect(await runHere("tasks", "unpark", "--all", "--data", other)).toEqual({ code: 0, stdout: "", stderr: "" });
	expect(await runHere("ledger", "verify", "--data", other)).toMatchObject({ code: 0 });
});

test("a restore puts the present database aside only when told, and takes no damaged file", async () => {
	const folder = testFolder();
	const [data, file] = [join(folder, "data"), join(folder, "backup.db")];
	await jsonHere("accounts", "create", "--name", "before", "--data", data);
	await jsonHere("backup", file, "--data", data);
	await jsonHere("accounts", "create", "--name", "after", "--data", data);
	const names = async () =>
		(await jsonHere<{ name: string }[]>("accounts", "list", "--data", data)).map(({ name }) => name);
	expect(await names()).toContain("after");

	const { replaced } = await jsonHere<{ replaced: string }>("restore", file, "--force", "--data", data);
	expect(await names()).not.toContain("after");
	expect(existsSync(replaced)).toBe(true);

	const bytes = readFileSync(file);
	bytes.fill(0x55, 4_096 * 3, 4_096 * 5);
	writeFileSync(file, bytes);
	const damaged = await runHere("restore", file, "--force", "--data", data);
	expect(damaged).toMatchObject({
		code: 1,
		stderr: expect.stringContaining("is damaged: it is not what its list says of it."),
	});
	rmSync(`${file}.blobs.jsonl`);
	expect(await runHere("restore", file, "--force", "--data", data)).toMatchObject({
		code: 1,
		stderr: expect.stringContaining("damaged"),
	});
	writeFileSync(file, "no database at all ".repeat(500));
	expect(await runHere("restore", file, "--force", "--data", data)).toMatchObject({ code: 1 });
	expect(await runHere("restore", join(folder, "nowhere.db"), "--data", data)).toMatchObject({ code: 1 });
	expect(await names()).toContain("before");
	expect(readdirSync(data).filter((name) => name.includes("restoring"))).toEqual([]);
});
