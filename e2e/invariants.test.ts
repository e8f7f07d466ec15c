import { expect, test } from "vitest";
import { isForTests, readText, sourceFiles } from "./layout/source-files.ts";

// docs/reliability.md says which tests hold which invariant of docs/lifecycle.md.
const INVARIANT = /^\| (I\d+) \|/gm;
const promised = [...readText("docs/lifecycle.md").matchAll(INVARIANT)].map(([, name]) => name as string);
const tables = [...readText("docs/reliability.md").matchAll(INVARIANT)].map(([, name]) => name as string);
const tests = sourceFiles("src", "e2e").filter((file) => isForTests(file) || file.startsWith("src/contracts/"));

test("every invariant is cited by a test, and is in the table of those that are", () => {
	expect(promised).toEqual(["I1", "I2", "I3", "I4", "I5", "I6", "I7", "I8", "I9", "I10"]);
	expect(tables).toEqual(promised);
	const texts = tests.map((file) =>
		readText(file)
			.split("\n")
			.filter((line) => line.includes("test("))
			.join("\n"),
	);
	const uncited = promised.filter((name) => !texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)));
	expect(uncited).toEqual([]);
});

test("a test that the table names is there", () => {
	const named = [...readText("docs/reliability.md").matchAll(/`((?:src|e2e|chaos)\/[\w./-]+)`/g)].map(
		([, file]) => file,
	);
	const files = sourceFiles("src", "e2e", "chaos");
	const isThere = (path: string) =>
		files.some((file) => file === path || file.startsWith(`${path.replace(/\/$/, "")}/`));
	expect(named.filter((path) => !isThere(path as string))).toEqual([]);
});
