/** What the vendor's own models make. */
export interface SoraRules {
	/** `WIDTHxHEIGHT`, the default first. */
	readonly sizes: readonly string[];
	/** Seconds as the wire spells them, the default first. */
	readonly seconds: readonly string[];
	/** Of its films; the wire has no field for it. */
	readonly fps: number;
}

const SIZES = ["720x1280", "1280x720", "1024x1792", "1792x1024"] as const;
const PRO_SIZES = [...SIZES, "1080x1920", "1920x1080"] as const;
/** The reference names the first three; the guide for the same models has all five. */
const SECONDS = ["4", "8", "12", "16", "20"] as const;

const SORA: SoraRules = { sizes: SIZES, seconds: SECONDS, fps: 24 };
const SORA_PRO: SoraRules = { sizes: PRO_SIZES, seconds: SECONDS, fps: 24 };

export const DEFAULT_MODEL = "sora-2";

/** The vendor's models, each with the dated names of the same. */
export const SORA_MODELS: ReadonlyMap<string, SoraRules> = new Map([
	["sora-2", SORA],
	["sora-2-2025-10-06", SORA],
	["sora-2-2025-12-08", SORA],
	["sora-2-pro", SORA_PRO],
	["sora-2-pro-2025-10-06", SORA_PRO],
]);

/** Both ends included. */
export interface Range {
	readonly min: number;
	readonly max: number;
}

/**
 * What every other model takes: the fields of the open servers that speak this wire (vLLM-Omni, SGLang). Whole numbers,
 * except for the guidance.
 */
export const OPEN_RULES = {
	seconds: { min: 1, max: 20 },
	fps: { min: 8, max: 60 },
	frames: { min: 1, max: 1_200 },
	/** Of either side, pixels; even. */
	side: { min: 64, max: 3_840 },
	maxPixels: 3_840 * 2_160,
	/** Of a film that follows its picture. */
	shortSide: 720,
	seed: { min: 0, max: 2 ** 31 - 1 },
	steps: { min: 1, max: 200 },
	guidance: { min: 0, max: 20 },
	defaults: { seconds: 4, fps: 24, size: "720x1280" },
} as const;

/** Fields of those servers that no order of ours has a place for: they are named in the task's warnings. */
export const UNCARRIED_FIELDS = [
	"n",
	"num_outputs_per_prompt",
	"guidance_scale_2",
	"true_cfg_scale",
	"boundary_ratio",
	"flow_shift",
	"sound_duration",
	"enable_frame_interpolation",
	"frame_interpolation_exp",
	"frame_interpolation_scale",
	"frame_interpolation_model_path",
	"enable_upscaling",
	"upscaling_scale",
	"upscaling_model_path",
	"enable_teacache",
	"max_sequence_length",
	"generator_device",
	"output_quality",
	"output_compression",
	"output_path",
	"diffusers_kwargs",
	"lora",
	"extra_params",
	"extra_body",
	"aspect_ratio",
	"short_edge",
	"start_time_seconds",
	"quality",
	"return_stage_metrics",
] as const;

/** Those that a film would not be the same without; a warning would not do. */
export const REFUSED_FIELDS = [
	"input_references",
	"video_reference",
	"video_url",
	"video_path",
	"audio_reference",
	"control_reference",
	"control_type",
	"source_video",
	"source_audio",
	"video_noise_mask",
	"audio_noise_mask",
] as const;

/** In code points. */
export const PROMPT_LENGTH: Range = { min: 1, max: 32_000 };
export const CHARACTER_NAME_LENGTH: Range = { min: 1, max: 80 };
export const MOST_CHARACTERS = 2;

/** How far a film may be extended. */
export const EXTENSION = { seconds: SECONDS, times: 6, maxSeconds: 120 } as const;

const MEBIBYTE = 1024 * 1024;

export const IMAGE_LIMITS = {
	kind: "image",
	formats: ["image/jpeg", "image/png", "image/webp"],
	maxBytes: 20 * MEBIBYTE,
	minSide: 64,
	maxSide: 8_192,
} as const;

export const VIDEO_LIMITS = {
	kind: "video",
	formats: ["video/mp4", "video/quicktime"],
	maxBytes: 100 * MEBIBYTE,
	minSide: 32,
	maxSide: 3_840,
} as const;

/** Of a video that is edited, extended, or taken for a character. */
export const VIDEO_SECONDS: Range = { min: 0, max: 120 };

export const PAGE_LIMIT = { min: 1, max: 100, default: 20 } as const;
