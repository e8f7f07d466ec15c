import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filmgate, filmgateJson, readFirstKeys, type Serving, serve } from "../testing/command.ts";
import { testFolder } from "../testing/folder.ts";

interface Key {
	readonly key: string;
	readonly id: string;
	readonly mode: string;
}

const create = (folder: string, mode: string) =>
	filmgateJson<Key>(["keys", "create", "--mode", mode, "--data", folder]);

async function answers(url: string, key: string): Promise<number> {
	return (await fetch(`${url}/api/v1/tasks`, { headers: { authorization: `Bearer ${key}` } })).status;
}

describe("beside a running server", () => {
	let folder: string;
	let server: Serving;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), "filmgate-keys-"));
		server = await serve(folder);
	});

	afterAll(async () => {
		await server?.end();
		rmSync(folder, { recursive: true, force: true });
	});

	test("a key is known at once", async () => {
		const { key, mode } = await create(folder, "test");
		expect(mode).toBe("test");
		expect(key).toMatch(/^fgtest[0-9a-f]+\.[0-9A-Za-z]+$/);
		expect(await answers(server.url, key)).toBe(200);
	});

	test("a revoked key is forgotten within two seconds", async () => {
		const { key, id } = await create(folder, "live");
		expect(await answers(server.url, key)).toBe(200);
		const revoked = await filmgateJson<{ id: string; revokedAt: string }>(["keys", "revoke", id, "--data", folder]);
		const since = performance.now();
		expect(revoked.id).toBe(id);
		await vi.waitUntil(async () => (await answers(server.url, key)) === 401, { interval: 20, timeout: 5_000 });
		expect(performance.now() - since).toBeLessThan(2_000);
		const again = await filmgate(["keys", "revoke", key, "--data", folder]);
		expect(again).toMatchObject({
			code: 1,
			stderr: `filmgate: No valid key has the id ${id}. See: filmgate keys list\n`,
		});
	});
});

test("on a new folder a key is made that its first server knows", async () => {
	const folder = join(testFolder(), "new");
	const { key } = await create(folder, "test");
	const listed = await filmgate(["keys", "list", "--data", folder]);
	expect(listed.stdout).toMatch(/^fgtest[0-9a-f]+ {2}test {2}made \S+ {2}valid\n$/);
	expect(listed.stdout).not.toContain(key.split(".")[1]);
	const server = await serve(folder);
	try {
		expect(await answers(server.url, key)).toBe(200);
	} finally {
		await server.end();
	}
});

test("with its server stopped a key is made that the next start knows", async () => {
	const folder = testFolder();
	await (await serve(folder)).end();
	const { key } = await create(folder, "live");
	const second = await serve(folder);
	try {
		expect(await answers(second.url, key)).toBe(200);
		expect(await answers(second.url, readFirstKeys(folder).test)).toBe(200);
	} finally {
		await second.end();
	}
});
