import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { RenderOrder } from "../../render-order.ts";
import { orderOf } from "../../scene/testing.ts";
import type { RenderJob, RenderProcessOptions } from "../render-process.ts";

/** For `createRenderProcess`. Other tests keep both cores busy: a process that gave way to them would not get on. */
export const testOptions: RenderProcessOptions = {
	artist: new URL("./test-artist.ts", import.meta.url).href,
	niceness: 0,
};

/** An order for a small film of one second. */
export function smallOrder(changes: Partial<RenderOrder> = {}): RenderOrder {
	return orderOf("shapes", { width: 192, height: 108, seconds: 1, ...changes });
}

/** A job with a folder of its own, which goes when the test ends. */
export function jobOf(order: RenderOrder, changes: Partial<RenderJob> = {}): RenderJob {
	const signal = new AbortController().signal;
	return { order, folder: emptyFolder(), lane: "live", onProgress: () => {}, signal, ...changes };
}

export function emptyFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-render-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

export function digestOf(path: string): string {
	return createHash("sha256").update(readFileSync(path)).digest("hex");
}
