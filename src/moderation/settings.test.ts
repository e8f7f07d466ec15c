import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { moderationSettings } from "./settings.ts";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "filmgate-moderation-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (settings: unknown) => moderationSettings(folder).safeParse(settings);
const complaintsOf = (settings: unknown) => read(settings).error?.issues.map(({ message }) => message) ?? [];

test("nothing is refused unless the file says so", () => {
	expect(read({}).data).toEqual({ words: "off", refuse: [], allow: [], hook: null });
});

test("of a hook the address is enough", () => {
	expect(read({ hook: { url: "http://127.0.0.1:9000/review" } }).data?.hook).toEqual({
		url: "http://127.0.0.1:9000/review",
		secret: null,
		timeoutMs: 3_000,
		onFailure: "closed",
		stages: ["input"],
		inlineBytes: 1_048_576,
	});
});

describe("lists", () => {
	test("lie beside the file: a phrase a line, with comments, blank lines and any ends of lines", () => {
		writeFileSync(join(folder, "refuse.txt"), "\uFEFF# ours\r\n\r\n  red flag \r\n色情\n\tc#\n🔫");
		expect(read({ refuse: "refuse.txt" }).data?.refuse).toEqual(["red flag", "色情", "c#", "🔫"]);
	});

	test.each<[string, Buffer | null]>([
		["it cannot be read (ENOENT)", null],
		["it is not UTF-8", Buffer.from([0x63, 0xff, 0xfe])],
		["line 2 has neither letter", Buffer.from("cat\n---\n")],
	])("that cannot be used are told: %s", (complaint, bytes) => {
		rmSync(join(folder, "bad.txt"), { force: true });
		if (bytes !== null) writeFileSync(join(folder, "bad.txt"), bytes);
		expect(complaintsOf({ allow: "bad.txt" })).toEqual([expect.stringContaining(complaint)]);
		expect(complaintsOf({ allow: "bad.txt" })[0]).toContain(join(folder, "bad.txt"));
	});
});

test.each<[string, unknown]>([
	['expected one of "on"|"off"', { words: true }],
	["Unrecognized key", { word: "on" }],
	["must be an http or https URL", { hook: { url: "ftp://example.com" } }],
	["must be without user name", { hook: { url: "http://me:you@example.com" } }],
	["must be whsec_", { hook: { url: "http://example.com", secret: "hunter2" } }],
	["expected one of", { hook: { url: "http://example.com", onFailure: "ajar" } }],
	["Too small", { hook: { url: "http://example.com", stages: [] } }],
	["Too big", { hook: { url: "http://example.com", timeoutMs: 3_600_000 } }],
])("says %s", (complaint, settings) => {
	expect(complaintsOf(settings).join()).toContain(complaint);
});
