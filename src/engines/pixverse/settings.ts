import { z } from "zod";
import { upstreamSettings } from "../../upstream/settings.ts";
import { MODEL_NAMES } from "../../wire/pixverse/models.ts";

/**
 * What the configuration file says about one upstream of this kind; docs/engines/pixverse.md explains each setting. The
 * platform itself gives a film up, and pays back, after two hours. That it knows a repeated `Ai-trace-id`, the vendor's
 * pages only hint at.
 */
export const pixverseSettings = z.strictObject({
	kind: z.literal("pixverse"),
	...upstreamSettings({ concurrency: 3, longestJobSeconds: 7_200, startLimitSeconds: 60 }),
	/** Makes orders that name a model of another wire. */
	model: z.enum(MODEL_NAMES).default("v5.5"),
});

export type PixverseSettings = z.infer<typeof pixverseSettings>;
