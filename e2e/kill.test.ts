import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createFilmgate, isFinished, type Task } from "@filmgate/sdk";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readFirstKeys, serve } from "../src/cli/testing/command.ts";
import { type KillableServer, startServer, startUpstream, type Upstream } from "./fake-upstream/start.ts";
import { type Door, WIRES } from "./wires.ts";

let dataFolder: string;
let upstream: Upstream;
let server: KillableServer | null = null;

beforeEach(async () => {
	dataFolder = mkdtempSync(join(tmpdir(), "filmgate-kill-"));
	upstream = await startUpstream();
});

afterEach(async () => {
	await server?.kill();
	await upstream.end();
	rmSync(dataFolder, { recursive: true, force: true });
});

/** Asks until what the server says passes. */
async function eventually<Value>(ask: () => Promise<Value>, passes: (value: Value) => boolean): Promise<Value> {
	return await vi.waitFor(
		async () => {
			const value = await ask();
			if (!passes(value)) throw new Error(`Still ${JSON.stringify(value)}`);
			return value;
		},
		{ interval: 20, timeout: 20_000 },
	);
}

test("ten running tasks survive kill -9, and none is started again (I3)", { timeout: 60_000 }, async () => {
	const upstreamEngine = { url: upstream.url, find: false, dataFolder };
	server = await startServer(upstreamEngine);
	const key = server.keys?.live ?? "";
	const { tasks } = createFilmgate({ url: server.url, key });
	const prompts = Array.from({ length: 10 }, (_, index) => `film ${index}`);
	const ids = await Promise.all(prompts.map(async (prompt) => (await tasks.submit({ prompt })).id));
	await eventually(
		() => tasks.list({ status: "running" }),
		({ data }) => data.length === 10,
	);

	await server.kill();
	server = await startServer(upstreamEngine);
	expect(server.keys).toBeNull();
	await upstream.release();
	const after = createFilmgate({ url: server.url, key }).tasks;
	const ended = await Promise.all(ids.map((id) => after.wait(id, { timeoutMs: 30_000 })));
	expect(ended.map(({ status }) => status)).toEqual(Array(10).fill("succeeded"));

	const starts = await upstream.starts();
	expect(starts.map(({ prompt }) => prompt).sort()).toEqual(prompts);
	expect(new Set(starts.map(({ token }) => token)).size).toBe(10);
});

test("what any wire acknowledged is there after kill -9 at random instants, and is paid once (I1, I3)", {
	timeout: 90_000,
}, async () => {
	const KILLS = 5;
	const upstreamEngine = { url: upstream.url, find: true, dataFolder };
	await upstream.release();
	const acknowledged: { id: string; prompt: string }[] = [];
	let key = "";
	let onAcknowledged = () => {};

	/** Submits one after the other until the server is gone. */
	async function submitAll(door: Door, wire: (typeof WIRES)[number], round: number): Promise<void> {
		try {
			for (let count = 0; count < 12; count += 1) {
				const prompt = `${wire.name} ${round} ${count}`;
				acknowledged.push({ id: await wire.submit(door, prompt), prompt });
				onAcknowledged();
			}
		} catch (error) {
			// `fetch` throws TypeErrors only; anything else is a refusal, and a fault.
			if (!(error instanceof TypeError) && !(error instanceof SyntaxError)) throw error;
		}
	}

	for (let round = 0; round < KILLS; round += 1) {
		server = await startServer(upstreamEngine);
		key ||= server.keys?.live ?? "";
		const door = { url: server.url, key };
		// Counted from an acknowledgement, since a busy machine may give none for a while.
		const enough = acknowledged.length + 1 + Math.floor(Math.random() * 20);
		const reached = new Promise<void>((resolve) => {
			onAcknowledged = () => acknowledged.length >= enough && resolve();
		});
		const submitting = Promise.all(WIRES.map((wire) => submitAll(door, wire, round)));
		await Promise.race([reached, submitting]);
		await pause(Math.random() * 20);
		await server.kill();
		await submitting;
	}

	server = await startServer(upstreamEngine);
	const door = { url: server.url, key };
	expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
	for (const { id } of acknowledged) {
		for (const wire of WIRES) {
			const read = await eventually(
				() => wire.read(door, id),
				({ state }) => state !== "working",
			);
			expect(read).toMatchObject({ id, state: "succeeded" });
		}
	}
	const starts = await upstream.starts();
	const prompts = starts.map(({ prompt }) => prompt);
	expect(prompts.filter((prompt, index) => prompts.indexOf(prompt) !== index)).toEqual([]);
	expect(acknowledged.filter(({ prompt }) => !prompts.includes(prompt))).toEqual([]);
});

test("a film whose render was cut by kill -9 comes out as if it had not been", { timeout: 180_000 }, async () => {
	const order = { prompt: "city sunset timelapse", size: "640x360", seconds: 3, fps: 24, seed: 11 };
	const otherFolder = join(dataFolder, "uncut");
	const cutFolder = join(dataFolder, "cut");

	const first = await serve(cutFolder);
	const key = readFirstKeys(cutFolder).live;
	const { tasks } = createFilmgate({ url: first.url, key });
	const { id } = await tasks.submit(order);
	const caught = await eventually(
		() => tasks.status(id),
		({ progress }) => (progress ?? 0) > 0,
	);
	await first.end("SIGKILL");
	expect(caught.status).toBe("running");

	const second = await serve(cutFolder);
	const other = await serve(otherFolder);
	try {
		const uncut = createFilmgate({ url: other.url, key: readFirstKeys(otherFolder).live }).tasks;
		const resumed = createFilmgate({ url: second.url, key }).tasks;
		const end: Task = await resumed.wait(id, { timeoutMs: 60_000 });
		const twin: Task = await uncut.wait((await uncut.submit(order)).id, { timeoutMs: 60_000 });
		expect([end, twin].every(isFinished)).toBe(true);
		expect(end.timeline.filter(({ event }) => event === "started")).toHaveLength(1);
		expect(end.films[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
		expect(end.films[0]?.sha256).toBe(twin.films[0]?.sha256);
	} finally {
		await second.end();
		await other.end();
	}
});
