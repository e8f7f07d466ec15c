import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { filesIn, foldersIn, readText, sourceFiles } from "./layout/source-files.ts";

const ROOT = new URL("../", import.meta.url);
const files = sourceFiles("src", "sdk/src", "ai-sdk/src", "bench", "chaos", "e2e", "docs");

describe("sizes", () => {
	const lines = (file: string) => readText(file).split("\n").length - 1;

	test("no file is longer than 400 lines, and none is exempt", () => {
		const long = files.filter((file) => lines(file) > 400).map((file) => `${file}: ${lines(file)} lines`);
		expect(long).toEqual([]);
	});

	test("in src half of the files have at most 100 lines, and nineteen of twenty at most 300", () => {
		const sizes = sourceFiles("src")
			.map(lines)
			.sort((a, b) => a - b);
		const share = (part: number) => sizes[Math.ceil(sizes.length * part) - 1];
		expect(share(0.5)).toBeLessThanOrEqual(100);
		expect(share(0.95)).toBeLessThanOrEqual(300);
	});
});

describe("siblings are alike", () => {
	test.each([
		["src/dialects", ["README.md", "description.ts", "dialect.ts", "errors.ts", "status.ts", "submit.ts"]],
		["src/engines", ["README.md", "engine.ts"]],
		["src/wire", ["bodies.ts", "codes.ts", "models.ts", "prices.ts"]],
		["src/database", ["account-store.ts", "contracts.test.ts", "database.ts", "task-store.ts", "upload-store.ts"]],
	])("every folder of %s has %s", (parent, agreed) => {
		const missing = foldersIn(parent).flatMap((folder) => {
			const present = filesIn(`${parent}/${folder}`);
			return agreed.filter((name) => !present.includes(name)).map((name) => `${parent}/${folder}/${name}`);
		});
		expect(missing).toEqual([]);
	});

	test.each([
		["src/dialects", "Inbound: "],
		["src/engines", "Outbound: "],
	])("every README of %s says first which way it faces", (parent, direction) => {
		const readmes = foldersIn(parent).map((folder) => `${parent}/${folder}/README.md`);
		const silent = readmes.filter((file) => existsSync(new URL(file, ROOT)) && !readText(file).startsWith(direction));
		expect(silent).toEqual([]);
	});

	test("files and folders are named in kebab-case", () => {
		const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
		const odd = files.filter((file) =>
			file
				.replace(/(\.property)?(\.test)?\.ts$/, "")
				.split("/")
				.some((name) => !kebab.test(name)),
		);
		expect(odd).toEqual([]);
	});
});

describe("nothing in the repository belongs to one machine", () => {
	const texts = tracked().filter(({ text }) => !text.includes("\0"));
	const linesWith = (pattern: RegExp) =>
		texts.flatMap(({ file, text }) =>
			text.split("\n").flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
		);

	test("no path of somebody's machine", () => {
		expect(linesWith(/(?<![\w.])\/(work|root|tmp|home|Users)\//)).toEqual([]);
	});

	test("no package registry's host", () => {
		expect(
			linesWith(
				/\bregistry\.[a-z-]+\.[a-z]{2,}\b|^\s*@?[\w:-]*registry ?=|\/\/[^/\s"]*(registry|artifactory|verdaccio)/i,
			),
		).toEqual([]);
	});
});

function tracked(): { file: string; text: string }[] {
	const names = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0");
	return names
		.filter((file) => file !== "" && existsSync(new URL(file, ROOT)))
		.map((file) => ({ file, text: readFileSync(new URL(file, ROOT), "utf8") }));
}
