import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { filmgate, readFirstKeys, serve, start } from "../testing/command.ts";
import { testFolder } from "../testing/folder.ts";
import { readServerFile } from "./server-file.ts";

const PROGRAM = fileURLToPath(new URL("../../../bin/filmgate.js", import.meta.url));

test("serves a folder, alone, until SIGTERM, and lets go of it", async () => {
	const folder = testFolder();
	const server = await serve(folder);
	const health = await fetch(`${server.url}/healthz`);
	expect(health.status).toBe(200);

	const second = await filmgate(["serve", "--port", "0", "--data", folder]);
	expect(second).toMatchObject({ code: 1, stdout: "" });
	expect(second.stderr).toBe(
		`filmgate: Process ${server.pid} serves this folder already, at ${server.url}. Stop it, or name another folder with --data.\n`,
	);

	const { code, stdout, stderr } = await server.end("SIGTERM");
	expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
	expect(stdout.split("\n")).toEqual([
		expect.stringMatching(new RegExp(`^Filmgate \\d+\\.\\d+\\.\\d+ serves ${server.url} from ${folder}$`)),
		`Two keys were made, one live and one test: ${join(folder, "first-keys.json")}`,
		"",
	]);
	expect(existsSync(join(folder, "server.json"))).toBe(false);

	const next = await serve(folder);
	expect((await next.end("SIGINT")).stdout).toMatch(/^Filmgate \S+ serves \S+ from \S+\n$/);
});

test("a server with a parent ends when it is told to, although the parent lives on", async () => {
	const folder = testFolder();
	const child = fork(PROGRAM, ["serve", "--with-parent", "--port", "0", "--data", folder], { stdio: "ignore" });
	const exited = once(child, "exit");
	await vi.waitUntil(() => readServerFile(folder) !== null, { interval: 20, timeout: 20_000 });
	child.kill("SIGTERM");
	// Were the line to the parent to hold it, it would be ended by force, with 1.
	expect(await exited).toEqual([0, null]);
});

test("a server that is told to end while it starts ends in good order, and leaves nothing that says it serves", async () => {
	const folder = testFolder();
	const child = start(["serve", "--port", "0", "--data", folder]);
	const ended = once(child, "exit");
	// The first thing that a start makes; all of the rest is yet to come.
	await vi.waitUntil(() => existsSync(join(folder, "serve.lock")), { interval: 1, timeout: 20_000 });
	child.kill("SIGTERM");
	expect(await ended).toEqual([0, null]);
	expect(existsSync(join(folder, "server.json"))).toBe(false);
	expect(existsSync(join(folder, "first-keys.json"))).toBe(true);
});

test("gives its first keys to nobody but its owner", async () => {
	const folder = testFolder();
	const server = await serve(folder);
	try {
		expect(statSync(join(folder, "first-keys.json")).mode & 0o777).toBe(0o600);
		expect(statSync(join(folder, "secret")).mode & 0o777).toBe(0o600);
		const { live, test } = readFirstKeys(folder);
		for (const key of [live, test]) {
			const answer = await fetch(`${server.url}/api/v1/tasks`, { headers: { authorization: `Bearer ${key}` } });
			expect(answer.status).toBe(200);
		}
		expect(live).toMatch(/^fglive/);
		expect(test).toMatch(/^fgtest/);
	} finally {
		await server.end();
	}
});

test("a taken port is said in one line, and the keys are kept for a start that works", async () => {
	const folder = testFolder();
	const holder = createServer().listen(0, "127.0.0.1");
	await once(holder, "listening");
	const { port } = holder.address() as AddressInfo;
	const refused = await filmgate(["serve", "--port", String(port), "--data", folder]);
	holder.close();
	expect(refused).toMatchObject({ code: 1, stdout: "" });
	expect(refused.stderr).toBe(
		`filmgate: Cannot listen on 127.0.0.1, port ${port}: it is taken. Name another with --host and --port; port 0 takes any free one.\n`,
	);
	const server = await serve(folder);
	expect((await server.end()).stdout).toContain("Two keys were made");
});
