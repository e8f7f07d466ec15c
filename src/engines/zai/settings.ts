import { z } from "zod";
import { upstreamSettings } from "../../upstream/settings.ts";
import { ZAI_IMAGE_MODEL_NAMES } from "../../wire/zai/image-models.ts";
import { ZAI_MODEL_NAMES } from "../../wire/zai/models.ts";

/**
 * What the configuration file says about one upstream of this kind; docs/engines/zai.md explains each setting. That it
 * knows a repeated `request_id`, the vendor does not say.
 */
export const zaiSettings = z.strictObject({
	kind: z.literal("zai"),
	...upstreamSettings({ concurrency: 5, longestJobSeconds: 1_800, startLimitSeconds: 100 }),
	/** Makes the films of orders that name a model of another wire. */
	model: z.enum(ZAI_MODEL_NAMES).default("cogvideox-3"),
	/** The same for pictures. */
	imageModel: z.enum(ZAI_IMAGE_MODEL_NAMES).default("glm-image"),
});

export type ZaiSettings = z.infer<typeof zaiSettings>;
