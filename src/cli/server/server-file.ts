import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const schema = z.object({ url: z.url(), pid: z.int() });

/** Where the server of a data folder can be reached, for commands on the same machine. */
export type ServerFile = z.infer<typeof schema>;

const NAME = "server.json";

export function writeServerFile(folder: string, content: ServerFile): void {
	const path = join(folder, NAME);
	writeFileSync(`${path}.new`, `${JSON.stringify(content)}\n`, { mode: 0o600 });
	renameSync(`${path}.new`, path);
}

/** Null when no server has written one, or it belongs to a process that is gone. */
export function readServerFile(folder: string): ServerFile | null {
	try {
		const content = schema.parse(JSON.parse(readFileSync(join(folder, NAME), "utf8")));
		process.kill(content.pid, 0);
		return content;
	} catch {
		return null;
	}
}

export function removeServerFile(folder: string): void {
	rmSync(join(folder, NAME), { force: true });
}
