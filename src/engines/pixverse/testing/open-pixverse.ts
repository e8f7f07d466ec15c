import { type OpenedEngine, openEngine } from "../../../contracts/open-engine.ts";
import { createPixverseEngine } from "../engine.ts";
import { type PixverseSettings, pixverseSettings } from "../settings.ts";
import type { FakePixverse } from "./fake-pixverse.ts";

/** Settings as the configuration file would give them. */
export function settingsFor(
	upstream: Pick<FakePixverse, "baseUrl" | "key">,
	changes: Partial<PixverseSettings> = {},
): PixverseSettings {
	return { ...pixverseSettings.parse({ kind: "pixverse", baseUrl: upstream.baseUrl, key: upstream.key }), ...changes };
}

export function openPixverse(
	settings: PixverseSettings,
	inputs: Readonly<Record<string, Uint8Array>> = {},
): OpenedEngine {
	const { filmHosts } = settings;
	return openEngine((given) => createPixverseEngine({ name: "pixverse-main", settings, ...given }), {
		inputs,
		filmHosts,
	});
}
