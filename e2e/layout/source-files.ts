import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";

const ROOT = new URL("../../", import.meta.url);

/** Every TypeScript file below these folders, as paths from the repository's root, in order; folders not yet there count as empty. */
export function sourceFiles(...folders: readonly string[]): string[] {
	return folders.flatMap((folder) => filesBelow(folder).filter((file) => file.endsWith(".ts"))).sort();
}

export function readText(file: string): string {
	return readFileSync(new URL(file, ROOT), "utf8");
}

/** The names of the folders directly in this one. */
export function foldersIn(folder: string): string[] {
	return readdirSync(new URL(folder, ROOT), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);
}

/** The names of the files directly in this folder. */
export function filesIn(folder: string): string[] {
	return readdirSync(new URL(folder, ROOT), { withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => entry.name);
}

/** Code that only tests and measurements use: it may reach further, and nothing that ships may reach it. */
export function isForTests(file: string): boolean {
	return /(\.test|-bench|\/fixtures)\.ts$|\/(test|testing|fixtures)\//.test(file);
}

function filesBelow(folder: string): string[] {
	return readdirSync(new URL(folder, ROOT), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll(sep, "/"))
		.map((path) => path.slice(path.lastIndexOf(`/${folder}/`) + 1));
}
