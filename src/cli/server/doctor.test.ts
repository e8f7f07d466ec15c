import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filmgate, filmgateJson } from "../testing/command.ts";
import { testFolder } from "../testing/folder.ts";

interface Finding {
	readonly check: string;
	readonly result: string;
	readonly says: string;
}

test("tries everything for real and leaves nothing", { timeout: 60_000 }, async () => {
	const folder = join(testFolder(), "new");
	const findings = await filmgateJson<Finding[]>(["doctor", "--data", folder]);
	const says = Object.fromEntries(findings.map((finding) => [finding.check, finding]));
	expect(says).toMatchObject({
		node: { result: "ok", says: process.version },
		folder: { says: expect.stringMatching(/GB free$/) },
		database: { result: "ok" },
		renderer: { result: "ok", says: expect.stringMatching(/^drew 320x180, 1 s, with sound, in \d+ ms$/) },
		server: { result: "note", says: expect.stringMatching(/^none serves this folder/) },
	});
	expect(existsSync(folder)).toBe(false);
});

test("says what is wrong, and ends with 1", async () => {
	const file = join(testFolder(), "file");
	writeFileSync(file, "");
	const { code, stdout } = await filmgate(["doctor", "--data", file]);
	expect(code).toBe(1);
	expect(stdout).toContain(`wrong  folder    ${file} cannot be written: a file is in the way\n`);
});

test("tells a silent server from a serving one", async () => {
	const folder = testFolder();
	// A process that lives, and a port where nobody listens.
	writeFileSync(join(folder, "server.json"), JSON.stringify({ url: "http://127.0.0.1:1", pid: process.pid }));
	const { checkServer } = await import("./doctor.ts");
	const { readSettings } = await import("../settings.ts");
	expect(await checkServer(readSettings({ data: folder }))).toMatchObject({ result: "wrong" });
});
