import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { JsonValue } from "../core/json.ts";
import type { Order } from "../core/order.ts";
import type { Engine, EngineStart, EngineStatus } from "../core/ports/engine.ts";
import type { Log } from "../core/ports/log.ts";
import { createGuardedFetch, type GuardedFetch } from "../media/fetch.ts";

/** What every engine of an upstream is given, whatever its settings are. */
export interface Surroundings {
	readonly localPath: (sha256: string) => Promise<string>;
	readonly fetch: GuardedFetch;
	readonly maxFilmBytes: number;
	readonly log: Log;
}

export interface OpenedEngine {
	readonly engine: Engine;
	/** What the operator was told. */
	readonly told: { readonly level: string; readonly fields: object; readonly sentence: string }[];
	start(order: Order, startToken?: string): Promise<EngineStart>;
	look(handle: JsonValue): Promise<EngineStatus>;
}

export const NOW = Date.UTC(2026, 0, 1);

/** An engine for one test. Its inputs are looked for in a folder, by their hash. */
export function openEngine(
	create: (surroundings: Surroundings) => Engine,
	{ inputs = {}, filmHosts }: { inputs?: Readonly<Record<string, Uint8Array>>; filmHosts: readonly string[] },
): OpenedEngine {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-engine-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [sha256, bytes] of Object.entries(inputs)) writeFileSync(join(folder, sha256), bytes);
	const told: OpenedEngine["told"] = [];
	const tell = (level: string) => (fields: object, sentence: string) => void told.push({ level, fields, sentence });
	const engine = create({
		localPath: async (sha256) => join(folder, sha256),
		fetch: createGuardedFetch({ allow: filmHosts }),
		maxFilmBytes: 1_000_000,
		log: { info: tell("info"), warn: tell("warn"), error: tell("error") },
	});
	onTestFinished(() => engine.close?.());
	const signal = new AbortController().signal;
	const context = (startToken: string) => ({ startToken, mode: "live", signal, wake: () => {} }) as const;
	return {
		engine,
		told,
		start: (order, startToken = crypto.randomUUID()) => engine.start(order, context(startToken)),
		look: (handle) => {
			const readOrder = () => Promise.reject(new Error("Nobody needs the order."));
			return engine.status(handle, { ...context(""), now: NOW, readOrder });
		},
	};
}
