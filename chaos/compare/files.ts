import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Task } from "../../src/core/task.ts";
import { blobPath } from "../../src/media/blobs/fs.ts";
import type { UpstreamReport } from "../upstream/works.ts";

/** What lies in the data folder although nothing refers to it. */
export function orphans(dataFolder: string, tasks: readonly Task[]): string[] {
	const referred = new Set(tasks.flatMap(({ films }) => films.map(({ sha256 }) => sha256)));
	const blobs = filesIn(join(dataFolder, "blobs")).filter((path) => !referred.has(path.split("/").at(-1) ?? ""));
	return [...blobs, ...filesIn(join(dataFolder, "incoming")), ...filesIn(join(dataFolder, "renders"))];
}

/** Every film is there, is what its name says, and is the one that was made for its task. */
export function compareFilms(dataFolder: string, tasks: readonly Task[], { works }: UpstreamReport): string[] {
	const tokens = new Map(works.map(({ prompt, token }) => [prompt, token]));
	const violations: string[] = [];
	for (const task of tasks) {
		if (task.status === "succeeded" && task.films.length !== 1) violations.push(`task ${task.id} has no film`);
		for (const { sha256 } of task.films) {
			const path = blobPath(join(dataFolder, "blobs"), sha256);
			const bytes = existsSync(path) ? readFileSync(path) : null;
			if (bytes === null) violations.push(`the film of task ${task.id} is not in the archive`);
			else if (createHash("sha256").update(bytes).digest("hex") !== sha256) violations.push(`${path} has other bytes`);
			else if (!bytes.includes(tokens.get(task.order.prompt) ?? "-")) {
				violations.push(`task ${task.id} has a film that was made for another`);
			}
		}
	}
	return violations;
}

function filesIn(folder: string): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}
