/** The quality words, with the shorter side of their films in pixels. */
export const QUALITIES = { "360p": 360, "540p": 540, "720p": 720, "1080p": 1080 } as const;
export type Quality = keyof typeof QUALITIES;

/** What only some models can do. */
export type Feature = "fast-motion" | "style" | "camera" | "native-audio" | "multi-clip" | "inline-sound";

export interface ModelRules {
	/** Whole seconds on offer up to 720p, and at 1080p. */
	readonly durations: readonly number[];
	readonly durationsAt1080p: readonly number[];
	readonly aspectRatios: readonly AspectRatio[];
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

/** The rules of text-to-video and image-to-video by model: requests are checked against this table and nothing else. */
export const MODELS = {
	"v3.5": {
		durations: [5, 8],
		durationsAt1080p: [5],
		aspectRatios: CLASSIC_RATIOS,
		features: ["fast-motion", "style", "inline-sound"],
	},
	v4: {
		durations: [5, 8],
		durationsAt1080p: [5],
		aspectRatios: CLASSIC_RATIOS,
		features: ["fast-motion", "camera", "inline-sound"],
	},
	"v4.5": {
		durations: [5, 8],
		durationsAt1080p: [5],
		aspectRatios: CLASSIC_RATIOS,
		features: ["fast-motion", "camera", "inline-sound"],
	},
	v5: {
		durations: [5, 8],
		durationsAt1080p: [5, 8],
		aspectRatios: CLASSIC_RATIOS,
		features: ["inline-sound"],
	},
	"v5.5": {
		durations: [5, 8, 10],
		durationsAt1080p: [5, 8],
		aspectRatios: CLASSIC_RATIOS,
		features: ["native-audio", "multi-clip"],
	},
	"v5.6": {
		durations: [5, 8, 10],
		durationsAt1080p: [5, 8],
		aspectRatios: CLASSIC_RATIOS,
		features: ["native-audio"],
	},
	v6: {
		durations: ONE_TO_FIFTEEN,
		durationsAt1080p: ONE_TO_FIFTEEN,
		aspectRatios: ALL_RATIOS,
		features: ["native-audio", "multi-clip"],
	},
	c1: {
		durations: ONE_TO_FIFTEEN,
		durationsAt1080p: ONE_TO_FIFTEEN,
		aspectRatios: ALL_RATIOS,
		features: ["native-audio"],
	},
} as const satisfies Record<string, ModelRules>;
export type Model = keyof typeof MODELS;

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
	return (Object.keys(MODELS) as Model[]).filter((model) => hasFeature(model, feature));
}

/** The feature that each boolean switch needs when it is on; off is accepted by every model. */
export const SWITCHES = {
	generate_audio_switch: "native-audio",
	generate_multi_clip_switch: "multi-clip",
	sound_effect_switch: "inline-sound",
	lip_sync_tts_switch: "inline-sound",
	/** The schema's spelling of the one before. */
	lip_sync_switch: "inline-sound",
} as const satisfies Record<string, Feature>;
export type Switch = keyof typeof SWITCHES;

/** `motion_mode: "fast"` besides needing its feature: no other length, and none of these qualities. */
export const FAST_MOTION = { seconds: 5, refusedQuality: "1080p" } as const;

export const MOTION_MODES = ["normal", "fast"] as const;
export const THINKING_TYPES = ["enabled", "disabled", "auto"] as const;
/** `realistic` is offered by the vendor's own client only. */
export const STYLES = ["anime", "3d_animation", "clay", "comic", "cyberpunk", "realistic"] as const;
export const CAMERA_MOVEMENTS = [
	"horizontal_left",
	"horizontal_right",
	"vertical_up",
	"vertical_down",
	"zoom_in",
	"zoom_out",
	"crane_up",
	"quickly_zoom_in",
	"quickly_zoom_out",
	"smooth_zoom_in",
	"camera_rotation",
	"robo_arm",
	"super_dolly_out",
	"whip_pan",
	"hitchcock",
	"left_follow",
	"right_follow",
	"pan_left",
	"pan_right",
	"fix_bg",
] as const;
/** On text-to-video only: the model chooses. */
export const AUTO_CAMERA = "auto_camera";
/** How the vendor's own client spells "none". */
export const DEFAULT_CAMERA = "default";

/** Code points. */
export const TEXT_LIMITS = { prompt: 5_000, negative_prompt: 2_048, sound_effect_content: 2_048 } as const;
export const LARGEST_SEED = 2 ** 31 - 1;
export const FRAMES_PER_SECOND = 24;

/** What an uploaded picture may be. Older pages say 4,000 pixels; the current one says 10,000. */
export const IMAGE_LIMITS = {
	formats: ["image/jpeg", "image/png", "image/webp"],
	maxBytes: 20 * 1024 * 1024,
	maxSide: 10_000,
} as const;
