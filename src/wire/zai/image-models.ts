import type { Choice } from "./models.ts";

/** Everything that one image model takes. */
export interface ZaiImageModelRules {
	readonly quality: Choice<string>;
	readonly size: ZaiImageSizes;
	/** Whether the asynchronous call takes it too; null when not. There, this is what `quality` may be. */
	readonly asynchronous: { readonly quality: Choice<string> } | null;
}

/** Which `WxH` an image may have. Pixels. */
export interface ZaiImageSizes {
	/** Where none is named. */
	readonly otherwise: string;
	readonly minSide: number;
	readonly maxSide: number;
	/** Both sides are multiples of it. */
	readonly step: number;
	/** Width times height. */
	readonly maxPixels: number;
}

export const ZAI_IMAGE_MODEL_NAMES = ["glm-image", "cogview-4-250304", "cogview-4", "cogview-3-flash"] as const;

export type ZaiImageModelName = (typeof ZAI_IMAGE_MODEL_NAMES)[number];

/** Code points. The vendor names no limit; this is ours. */
export const ZAI_IMAGE_PROMPT_LIMIT = 5_000;

const COGVIEW: ZaiImageModelRules = {
	quality: { allowed: ["hd", "standard"], otherwise: "standard" },
	size: { otherwise: "1024x1024", minSide: 512, maxSide: 2_048, step: 16, maxPixels: 2 ** 21 },
	asynchronous: null,
};

/** The one table of rules by image model, as `models.ts` is of video models. */
export const ZAI_IMAGE_MODELS: Readonly<Record<ZaiImageModelName, ZaiImageModelRules>> = {
	"glm-image": {
		// BigModel has `hd` alone; docs.z.ai does not say so of the synchronous call.
		quality: { allowed: ["hd", "standard"], otherwise: "hd" },
		size: { otherwise: "1280x1280", minSide: 1_024, maxSide: 2_048, step: 32, maxPixels: 2 ** 22 },
		asynchronous: { quality: { allowed: ["hd"], otherwise: "hd" } },
	},
	"cogview-4-250304": COGVIEW,
	"cogview-4": COGVIEW,
	"cogview-3-flash": COGVIEW,
};

/** The image model of that name, spelled exactly so; null when there is none. */
export function findZaiImageModel(name: string): ZaiImageModelName | null {
	return ZAI_IMAGE_MODEL_NAMES.find((known) => known === name) ?? null;
}
