import { type OpenedEngine, openEngine } from "../../../contracts/open-engine.ts";
import { createZaiEngine } from "../engine.ts";
import { type ZaiSettings, zaiSettings } from "../settings.ts";
import type { FakeZai } from "./fake-zai.ts";

/** Settings as the configuration file would give them. */
export function settingsFor(
	upstream: Pick<FakeZai, "baseUrl" | "key">,
	changes: Partial<ZaiSettings> = {},
): ZaiSettings {
	return { ...zaiSettings.parse({ kind: "zai", baseUrl: upstream.baseUrl, key: upstream.key }), ...changes };
}

export function openZai(settings: ZaiSettings, inputs: Readonly<Record<string, Uint8Array>> = {}): OpenedEngine {
	const { filmHosts } = settings;
	return openEngine((given) => createZaiEngine({ name: "zai-main", settings, ...given }), { inputs, filmHosts });
}
