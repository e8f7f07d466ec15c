import type { InputRole } from "@filmgate/sdk";
import type { MediumLimits } from "../../core/ports/media-intake.ts";

/** What every model takes on this wire. Validation, its messages and the tables of docs/dialects/native.md follow from this. */
export interface ModelRules {
	/** Code points of prompt and negative prompt. */
	readonly promptLength: number;
	readonly seconds: Range;
	readonly fps: Range;
	/** Of either side, pixels; sides are even. */
	readonly side: { readonly min: number; readonly max: number };
	/** Of the whole picture. */
	readonly maxPixels: number;
	/** Of a stretch between two frames. */
	readonly stretchSeconds: Range;
	/** Of a film that is sent, and of one that is delivered. */
	readonly maxSeconds: number;
}

/** Whole numbers, both ends included. */
export interface Range {
	readonly min: number;
	readonly max: number;
	readonly default: number;
}

export const DEFAULT_MODEL = "preview";

/** One set of rules for all models: what an engine cannot honour of a wish becomes a warning on the task. */
export const RULES: ModelRules = {
	promptLength: 5_000,
	seconds: { min: 1, max: 15, default: 5 },
	fps: { min: 12, max: 60, default: 24 },
	side: { min: 64, max: 3_840 },
	maxPixels: 3_840 * 2_160,
	stretchSeconds: { min: 1, max: 8, default: 5 },
	maxSeconds: 60,
};

/** What a medium has to be. */
export type MediumRules = Omit<MediumLimits, "field" | "signal"> & { readonly kind: "image" | "video" | "audio" };

const MIB = 1024 * 1024;

export const MEDIA: Readonly<Record<MediumRules["kind"], MediumRules>> = {
	image: {
		kind: "image",
		formats: ["image/jpeg", "image/png", "image/webp"],
		maxBytes: 20 * MIB,
		minSide: 64,
		maxSide: 8_192,
		ratio: { min: 1 / 4, max: 4 },
	},
	video: {
		kind: "video",
		formats: ["video/mp4", "video/quicktime"],
		maxBytes: 100 * MIB,
		minSide: 32,
		maxSide: 3_840,
		maxPixels: 3_840 * 2_160,
		maxSeconds: RULES.maxSeconds,
	},
	audio: {
		kind: "audio",
		formats: ["audio/mpeg", "audio/wav", "audio/mp4", "audio/aac"],
		maxBytes: 20 * MIB,
		maxSeconds: RULES.maxSeconds,
	},
};

/** What an input of each role has to be. */
export const ROLE_KINDS: Readonly<Record<InputRole, MediumRules["kind"]>> = {
	"first-frame": "image",
	"last-frame": "image",
	frame: "image",
	reference: "image",
	background: "image",
	mask: "image",
	source: "video",
	motion: "video",
	audio: "audio",
};
