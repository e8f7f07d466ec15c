import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
	interface ProvidedContext {
		/** The browser's program; null where it cannot run. */
		chromium: string | null;
	}
}

const CACHE = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url));

/** Vitest's global set-up: the browser is unpacked once, before the tests that open it. */
export default async function setUp(project: TestProject): Promise<void> {
	const runs = process.platform === "linux" && process.arch === "x64";
	project.provide("chromium", runs ? await unpack() : null);
}

/**
 * Into a folder that is named by version, and whole once it is there: the package itself unpacks into the system's folder for
 * temporary files, takes whatever version lies there already, and fails when two unpack at once.
 */
async function unpack(): Promise<string> {
	const manifest = new URL(
		"../package.json",
		pathToFileURL(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
	);
	const folder = join(CACHE, `chromium-${JSON.parse(readFileSync(manifest, "utf8")).version}`);
	if (existsSync(folder)) return join(folder, "chromium");
	const own = `${folder}.${process.pid}`;
	mkdirSync(own, { recursive: true });
	const { TMPDIR } = process.env;
	process.env.TMPDIR = own;
	try {
		const { default: chromium } = await import("@sparticuz/chromium");
		const program = basename(await chromium.executablePath());
		if (!existsSync(folder)) renameSync(own, folder);
		return join(folder, program);
	} finally {
		if (TMPDIR === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = TMPDIR;
		rmSync(own, { recursive: true, force: true });
	}
}
