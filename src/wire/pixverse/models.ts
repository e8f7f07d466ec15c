/** The quality words, with the shorter side of their films in pixels. */
export const QUALITIES = { "360p": 360, "540p": 540, "720p": 720, "1080p": 1080 } as const;
export type Quality = keyof typeof QUALITIES;

/** What only some models can do. */
export type Feature = "fast-motion" | "style" | "camera" | "native-audio" | "multi-clip" | "inline-sound" | "omni";

/** The calls that name a model. */
export type ModelCall = "text" | "image" | "transition" | "extend" | "fusion" | "multi_transition";

export interface ModelRules {
	/** Whole seconds on offer up to 720p, and at 1080p. */
	readonly durations: readonly number[];
	readonly durationsAt1080p: readonly number[];
	readonly aspectRatios: readonly AspectRatio[];
	readonly calls: readonly ModelCall[];
	/** Most pictures of a fusion. */
	readonly references: number;
	readonly features: readonly Feature[];
}

/** Width and height of each aspect ratio. */
export const ASPECT_RATIOS = {
	"16:9": [16, 9],
	"4:3": [4, 3],
	"1:1": [1, 1],
	"3:4": [3, 4],
	"9:16": [9, 16],
	"2:3": [2, 3],
	"3:2": [3, 2],
	"21:9": [21, 9],
} as const;
export type AspectRatio = keyof typeof ASPECT_RATIOS;

const CLASSIC_RATIOS: readonly AspectRatio[] = ["16:9", "4:3", "1:1", "3:4", "9:16"];
const ALL_RATIOS: readonly AspectRatio[] = [...CLASSIC_RATIOS, "2:3", "3:2", "21:9"];
const ONE_TO_FIFTEEN: readonly number[] = Array.from({ length: 15 }, (_, index) => index + 1);

const EVERY_MODEL = ["text", "image", "transition", "extend"] as const;
const TWO_LENGTHS = { durations: [5, 8], durationsAt1080p: [5], aspectRatios: CLASSIC_RATIOS } as const;
const THREE_LENGTHS = { durations: [5, 8, 10], durationsAt1080p: [5, 8], aspectRatios: CLASSIC_RATIOS } as const;
const ANY_LENGTH = { durations: ONE_TO_FIFTEEN, durationsAt1080p: ONE_TO_FIFTEEN, aspectRatios: ALL_RATIOS } as const;

/**
 * The rules by model: requests are checked, priced and documented from this table and nothing else. What a call takes
 * besides is in `calls.ts`.
 */
export const MODELS = {
	"v3.5": {
		...TWO_LENGTHS,
		calls: [...EVERY_MODEL, "multi_transition"],
		references: 0,
		features: ["fast-motion", "style", "inline-sound"],
	},
	v4: {
		...TWO_LENGTHS,
		calls: [...EVERY_MODEL, "multi_transition"],
		references: 0,
		features: ["fast-motion", "camera", "inline-sound"],
	},
	"v4.5": {
		...TWO_LENGTHS,
		calls: [...EVERY_MODEL, "multi_transition", "fusion"],
		references: 3,
		features: ["fast-motion", "camera", "inline-sound"],
	},
	v5: {
		...TWO_LENGTHS,
		durationsAt1080p: [5, 8],
		calls: [...EVERY_MODEL, "multi_transition", "fusion"],
		references: 3,
		features: ["inline-sound"],
	},
	"v5.5": {
		...THREE_LENGTHS,
		calls: [...EVERY_MODEL, "fusion"],
		references: 7,
		features: ["native-audio", "multi-clip"],
	},
	"v5.6": {
		...THREE_LENGTHS,
		calls: [...EVERY_MODEL, "fusion"],
		references: 7,
		features: ["native-audio"],
	},
	v6: {
		...ANY_LENGTH,
		calls: [...EVERY_MODEL, "fusion"],
		references: 7,
		features: ["native-audio", "multi-clip", "omni"],
	},
	c1: {
		...ANY_LENGTH,
		calls: [...EVERY_MODEL, "fusion"],
		references: 7,
		features: ["native-audio"],
	},
} as const satisfies Record<string, ModelRules>;
export type Model = keyof typeof MODELS;
export const MODEL_NAMES = Object.keys(MODELS) as Model[];

/** The model of that name, spelled exactly so; null when there is none. */
export function findModel(name: string): Model | null {
	return MODEL_NAMES.find((known) => known === name) ?? null;
}

export function rulesOf(model: Model): ModelRules {
	return MODELS[model];
}

export function durationsOf(model: Model, quality: Quality): readonly number[] {
	return quality === "1080p" ? MODELS[model].durationsAt1080p : MODELS[model].durations;
}

export function hasFeature(model: Model, feature: Feature): boolean {
	return rulesOf(model).features.includes(feature);
}

export function modelsWith(feature: Feature): readonly Model[] {
	return MODEL_NAMES.filter((model) => hasFeature(model, feature));
}

export function modelsFor(call: ModelCall): readonly Model[] {
	return MODEL_NAMES.filter((model) => rulesOf(model).calls.includes(call));
}

/** `motion_mode: "fast"` besides needing its feature: no longer than this, and none of these qualities. */
export const FAST_MOTION = { seconds: 5, refusedQuality: "1080p" } as const;

/** `reference_mode: "omni"` of a fusion: more pictures, and a film beside them. */
export const OMNI = { references: 10, videos: 1 } as const;

/** A film through several pictures: seconds of each way between two of them, and of all. */
export const MULTI_TRANSITION = { images: [2, 7], longestOfTwo: 8, longestOfMore: 5, longest: 30 } as const;

export const FRAMES_PER_SECOND = 24;
