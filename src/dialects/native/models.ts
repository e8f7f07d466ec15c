import type { Operation } from "../../core/order.ts";
import type { MediumLimits } from "../../core/ports/media-intake.ts";

/** What one model takes. Validation, its messages and the tables of docs/dialects/native.md follow from this. */
export interface ModelRules {
	readonly operations: readonly Operation[];
	/** Code points of prompt and negative prompt. */
	readonly promptLength: number;
	readonly seconds: Range;
	readonly fps: Range;
	/** Of either side, pixels; sides are even. */
	readonly side: { readonly min: number; readonly max: number };
	/** Of the whole picture. */
	readonly maxPixels: number;
	readonly image: Omit<MediumLimits, "field" | "signal">;
}

/** Whole numbers, both ends included. */
export interface Range {
	readonly min: number;
	readonly max: number;
	readonly default: number;
}

export const DEFAULT_MODEL = "preview";

export const MODELS: Readonly<Record<string, ModelRules>> = {
	preview: {
		operations: ["text-to-video", "image-to-video"],
		promptLength: 5_000,
		seconds: { min: 1, max: 15, default: 5 },
		fps: { min: 12, max: 60, default: 24 },
		side: { min: 64, max: 3_840 },
		maxPixels: 3_840 * 2_160,
		image: {
			kind: "image",
			formats: ["image/jpeg", "image/png", "image/webp"],
			maxBytes: 20 * 1024 * 1024,
			minSide: 64,
			maxSide: 8_192,
			ratio: { min: 1 / 4, max: 4 },
		},
	},
};
