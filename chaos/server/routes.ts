import type { WireName } from "../../src/core/task.ts";
import type { Kind } from "../upstream/works.ts";

/** A model of each wire for every kind of upstream, as far as the wire has so many. */
export const MODELS: Readonly<Record<Exclude<WireName, "openai">, Readonly<Partial<Record<Kind, string>>>>> = {
	zai: { finder: "cogvideox-3", repeater: "cogvideox-2", blind: "viduq1-text" },
	pixverse: { finder: "v4.5", repeater: "v5", blind: "v5.5" },
	native: { finder: "preview" },
};

/** The kind of upstream that makes the films of each model. */
export const ROUTES: Readonly<Record<string, readonly Kind[]>> = Object.fromEntries(
	Object.values(MODELS).flatMap((models) =>
		(Object.entries(models) as [Kind, string][]).map(([kind, model]) => [model, [kind]]),
	),
);
