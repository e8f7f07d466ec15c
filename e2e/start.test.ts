import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Config } from "../src/config.ts";
import { openTestServer } from "../src/contracts/test-server.ts";

function emptyFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-start-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** It closes before the folder goes. */
async function open(config: Partial<Config>) {
	const server = await openTestServer({ config });
	onTestFinished(() => server.filmgate.close());
	return server;
}

test("a start that finds its port taken lets go of the folder, and has told nobody keys", async () => {
	const other = await open({ dataFolder: emptyFolder() });
	const dataFolder = emptyFolder();
	await expect(open({ dataFolder, port: Number(new URL(other.url).port) })).rejects.toMatchObject({
		code: "EADDRINUSE",
	});
	expect((await open({ dataFolder })).liveKey).not.toBe("");
});

test("a start that cannot read its secret lets go of the folder", async () => {
	const dataFolder = emptyFolder();
	writeFileSync(join(dataFolder, "secret"), "");
	await expect(open({ dataFolder })).rejects.toThrow("is not the secret");
	rmSync(join(dataFolder, "secret"));
	expect((await open({ dataFolder })).liveKey).not.toBe("");
});

test("keys outlive a restart, and another secret", async () => {
	const dataFolder = emptyFolder();
	const { liveKey, filmgate } = await open({ dataFolder });
	await filmgate.close();
	for (const secret of [undefined, "another secret"]) {
		const { url, filmgate: again, liveKey: second } = await open({ dataFolder, secret });
		expect(second).toBe("");
		const headers = { authorization: `Bearer ${liveKey}` };
		expect((await fetch(`${url}/api/v1/tasks`, { headers })).status).toBe(200);
		await again.close();
	}
});
