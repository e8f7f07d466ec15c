import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findFolder, type LockEntries, readLockFile } from "../docs/licences/lock-file.ts";

const entries = readLockFile();

describe("the lock file", () => {
	// Without this, `npm install` on one machine writes a lock file that `npm ci` refuses on all of them.
	test("knows every optional dependency, of every platform", () => {
		expect(missing(entries)).toEqual([]);
	});

	test("leaves it to each machine from where packages come", () => {
		const folders = Object.entries(entries).filter(([, { resolved }]) => resolved !== undefined);
		const fetched = folders.filter(([, { link, resolved = "" }]) => link !== true || /:|^\/|\.\./.test(resolved));
		expect(fetched).toEqual([]);
	});

	test("is of these package.json files", () => {
		const { workspaces } = readManifest("");
		for (const folder of ["", ...workspaces]) {
			const { dependencies, devDependencies, optionalDependencies } = readManifest(folder);
			const { [folder]: entry = {} } = entries;
			expect({ folder, ...entry }).toMatchObject(
				JSON.parse(JSON.stringify({ folder, dependencies, devDependencies, optionalDependencies })),
			);
		}
	});
});

test("an optional dependency counts as known in its own folder and in those around it only", () => {
	const wanted = { version: "1.0.0", optionalDependencies: { "@a/linux": "1.0.0" } };
	const there = { version: "1.0.0" };
	expect(missing({ "node_modules/a": wanted })).toEqual(["node_modules/a wants @a/linux"]);
	expect(missing({ "node_modules/a": wanted, "node_modules/b/node_modules/@a/linux": there })).toHaveLength(1);
	expect(missing({ "node_modules/a": wanted, "node_modules/@a/linux": there })).toEqual([]);
	expect(missing({ "node_modules/a": wanted, "node_modules/a/node_modules/@a/linux": there })).toEqual([]);
	expect(missing({ "node_modules/b/node_modules/a": wanted, "node_modules/b/node_modules/@a/linux": there })).toEqual(
		[],
	);
	expect(missing({ "tools/a": wanted, "node_modules/@a/linux": there })).toEqual([]);
});

function missing(packages: LockEntries): string[] {
	return Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies)
			.filter((name) => findFolder(packages, folder, name) === null)
			.map((name) => `${folder} wants ${name}`),
	);
}

function readManifest(folder: string) {
	return JSON.parse(readFileSync(new URL(`../${folder}/package.json`, import.meta.url), "utf8"));
}
