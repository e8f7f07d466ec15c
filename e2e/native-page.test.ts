import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createFilmgate } from "@filmgate/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";

/** Every example of docs/dialects/native.md is run as it stands there, with ids of a server of its own. */
const PAGE = readFileSync(new URL("../docs/dialects/native.md", import.meta.url), "utf8");
const EXAMPLES = Array.from(PAGE.matchAll(/```sh\n(.*?)```/gs), ([, text = ""]) => text)
	.flatMap((text) => text.split(/\n(?=curl)/))
	.filter((text) => text.startsWith("curl"))
	.map((text) => text.trim());

let server: TestServer;
let folder: string;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
	server = await openTestServer();
	folder = mkdtempSync(join(tmpdir(), "filmgate-page-"));
	writeFileSync(join(folder, "fox.png"), makePng(200, 200));
	const { tasks, uploads, webhooks } = createFilmgate({ url: server.url, key: server.liveKey });
	const kept = await tasks.wait((await tasks.submit({ prompt: "kept" })).id);
	const given = await tasks.wait((await tasks.submit({ prompt: "given up" })).id);
	ids = {
		task_244813135937536: kept.id,
		task_244813135937537: given.id,
		film_244813135937536: kept.films[0]?.id ?? "",
		upload_244813135937536: (await uploads.create(makePng(200, 200))).id,
		wh_0123456789abcdef01: (await webhooks.create({ url: "https://app.example.com/hook" })).id,
	};
});
afterAll(async () => {
	await server.close();
	rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!hasCurl()).each(EXAMPLES)("%s", { timeout: 20_000 }, async (example) => {
	const own = Object.entries(ids).reduce((text, [there, here]) => text.replaceAll(there, here), example);
	const command = `${own} -s -w '\\n%{http_code}'`;
	const env = { ...process.env, URL: server.url, KEY: server.liveKey };
	const { stdout } = await promisify(execFile)("sh", ["-c", command], { cwd: folder, env });
	expect(stdout.split("\n").at(-1), stdout).toMatch(/^20[0-4]$/);
});

test("there are examples of every kind", () => {
	expect(EXAMPLES.length).toBeGreaterThan(15);
});

function hasCurl(): boolean {
	try {
		execFileSync("curl", ["--version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}
