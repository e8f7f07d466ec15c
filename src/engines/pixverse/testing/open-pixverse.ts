import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { JsonValue } from "../../../core/json.ts";
import type { Order } from "../../../core/order.ts";
import type { Engine, EngineStart, EngineStatus } from "../../../core/ports/engine.ts";
import { createGuardedFetch } from "../../../media/fetch.ts";
import { createPixverseEngine } from "../engine.ts";
import { type PixverseSettings, pixverseSettings } from "../settings.ts";
import type { FakePixverse } from "./fake-pixverse.ts";

export interface OpenedPixverse {
	readonly engine: Engine;
	/** What the operator was told. */
	readonly told: { readonly level: string; readonly fields: object; readonly sentence: string }[];
	start(order: Order, startToken?: string): Promise<EngineStart>;
	look(handle: JsonValue): Promise<EngineStatus>;
}

export const NOW = Date.UTC(2026, 0, 1);

/** Settings as the configuration file would give them. */
export function settingsFor(
	upstream: Pick<FakePixverse, "baseUrl" | "key">,
	changes: Partial<PixverseSettings> = {},
): PixverseSettings {
	const { baseUrl, key } = upstream;
	return { ...pixverseSettings.parse({ kind: "pixverse", baseUrl, key }), ...changes };
}

/** An engine for one test. Its inputs are looked for in a folder, by their hash. */
export function openPixverse(
	settings: PixverseSettings,
	inputs: Readonly<Record<string, Uint8Array>> = {},
): OpenedPixverse {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-pixverse-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [sha256, bytes] of Object.entries(inputs)) writeFileSync(join(folder, sha256), bytes);
	const told: OpenedPixverse["told"] = [];
	const tell = (level: string) => (fields: object, sentence: string) => void told.push({ level, fields, sentence });
	const engine = createPixverseEngine({
		name: "pixverse-main",
		settings,
		localPath: async (sha256) => join(folder, sha256),
		fetch: createGuardedFetch({ allow: settings.filmHosts }),
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
