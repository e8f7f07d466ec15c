/** What a request gives a model to work from. */
export type ZaiMode = "text" | "image" | "first-last-frame" | "references";

/** A field with a closed list of values. `otherwise` stands in for an absent one; null leaves it to be worked out. */
export interface Choice<Value extends string | number> {
	readonly allowed: readonly Value[];
	readonly otherwise: Value | null;
}

export interface ZaiImageRules {
	/** MIME types. */
	readonly formats: readonly string[];
	/** Decoded, where the image came as base64. */
	readonly maxBytes: number;
	/** Width by height must lie inside; null when nothing is said. */
	readonly ratio: Span | null;
	/** Pixels of the shorter side; null when nothing is said. */
	readonly minSide: number | null;
	/** The first frame's pixels (width times height) by the last one's must lie inside; null when nothing is said. */
	readonly framePixels: Span | null;
}

export interface Span {
	readonly min: number;
	readonly max: number;
}

/** How many images a mode works from. */
export const ZAI_IMAGES: Readonly<Record<ZaiMode, Span>> = {
	text: { min: 0, max: 0 },
	image: { min: 1, max: 1 },
	"first-last-frame": { min: 2, max: 2 },
	references: { min: 1, max: 3 },
};

/** Everything that one model takes. Null or false: the field does not belong to it and is ignored. */
export interface ZaiModelRules {
	readonly modes: readonly ZaiMode[];
	readonly image: ZaiImageRules;
	readonly size: Choice<string>;
	readonly fps: Choice<number> | null;
	readonly duration: Choice<number> | null;
	readonly quality: Choice<string> | null;
	readonly style: Choice<string> | null;
	readonly aspectRatio: Choice<string> | null;
	readonly movementAmplitude: Choice<string> | null;
	readonly withAudio: boolean;
	readonly watermarkEnabled: boolean;
	/** What its films are where no field decides. */
	readonly film: { readonly seconds: number; readonly fps: number };
}

export const ZAI_MODEL_NAMES = [
	"cogvideox-3",
	"cogvideox-2",
	"cogvideox-flash",
	"viduq1-text",
	"viduq1-image",
	"viduq1-start-end",
	"vidu2-image",
	"vidu2-start-end",
	"vidu2-reference",
] as const;

export type ZaiModelName = (typeof ZAI_MODEL_NAMES)[number];

/** Lengths in code points. */
export const ZAI_TEXT_LIMITS = {
	prompt: { min: 0, max: 512 },
	request_id: { min: 6, max: 64 },
	user_id: { min: 6, max: 128 },
} as const;

/** The short side of a film whose `size` is left open; its long side follows the picture, up to `maxSide`. */
export const ZAI_OPEN_SIZE = { shortSide: 1080, maxSide: 3840 } as const;

const MEGABYTE = 1_000_000;

const COGVIDEO_IMAGE: ZaiImageRules = {
	formats: ["image/png", "image/jpeg"],
	maxBytes: 5 * MEGABYTE,
	ratio: null,
	minSide: null,
	framePixels: null,
};
const VIDU_IMAGE: ZaiImageRules = {
	formats: ["image/png", "image/jpeg", "image/webp"],
	maxBytes: 50 * MEGABYTE,
	ratio: { min: 1 / 4, max: 4 },
	minSide: null,
	framePixels: null,
};
const VIDU_FRAMES: ZaiImageRules = { ...VIDU_IMAGE, framePixels: { min: 0.8, max: 1.25 } };
const VIDU_REFERENCES: ZaiImageRules = { ...VIDU_IMAGE, minSide: 128 };

const COGVIDEO_3: ZaiModelRules = {
	modes: ["text", "image", "first-last-frame"],
	image: COGVIDEO_IMAGE,
	size: {
		allowed: ["1280x720", "720x1280", "1024x1024", "1920x1080", "1080x1920", "2048x1080", "3840x2160"],
		otherwise: null,
	},
	fps: { allowed: [30, 60], otherwise: 30 },
	duration: { allowed: [5, 10], otherwise: 5 },
	quality: { allowed: ["speed", "quality"], otherwise: "speed" },
	style: null,
	aspectRatio: null,
	movementAmplitude: null,
	withAudio: true,
	watermarkEnabled: true,
	film: { seconds: 5, fps: 30 },
};

const COGVIDEO_2: ZaiModelRules = {
	...COGVIDEO_3,
	modes: ["text", "image"],
	size: {
		allowed: ["720x480", "1024x1024", "1280x960", "960x1280", "1920x1080", "1080x1920", "2048x1080", "3840x2160"],
		otherwise: null,
	},
	duration: null,
};

const VIDU_RATIO: Choice<string> = { allowed: ["16:9", "9:16", "1:1"], otherwise: "16:9" };

const VIDU_Q1: ZaiModelRules = {
	modes: ["image"],
	image: VIDU_IMAGE,
	size: { allowed: ["1920x1080"], otherwise: "1920x1080" },
	fps: null,
	duration: { allowed: [5], otherwise: 5 },
	quality: null,
	style: null,
	aspectRatio: null,
	movementAmplitude: { allowed: ["auto", "small", "medium", "large"], otherwise: "auto" },
	withAudio: true,
	watermarkEnabled: false,
	film: { seconds: 5, fps: 24 },
};

const VIDU_2: ZaiModelRules = {
	...VIDU_Q1,
	size: { allowed: ["1280x720"], otherwise: "1280x720" },
	duration: { allowed: [4], otherwise: 4 },
	film: { seconds: 4, fps: 24 },
};

/** The one table of rules by model: requests are checked, orders built and pages written from it. */
export const ZAI_MODELS: Readonly<Record<ZaiModelName, ZaiModelRules>> = {
	"cogvideox-3": COGVIDEO_3,
	"cogvideox-2": COGVIDEO_2,
	"cogvideox-flash": COGVIDEO_2,
	"viduq1-text": {
		...VIDU_Q1,
		modes: ["text"],
		style: { allowed: ["general", "anime"], otherwise: "general" },
		aspectRatio: VIDU_RATIO,
		withAudio: false,
	},
	"viduq1-image": VIDU_Q1,
	"viduq1-start-end": { ...VIDU_Q1, modes: ["first-last-frame"], image: VIDU_FRAMES },
	"vidu2-image": VIDU_2,
	"vidu2-start-end": {
		...VIDU_2,
		modes: ["first-last-frame"],
		image: VIDU_FRAMES,
		size: { allowed: ["1280x720", "480x360"], otherwise: "1280x720" },
	},
	"vidu2-reference": { ...VIDU_2, modes: ["references"], image: VIDU_REFERENCES, aspectRatio: VIDU_RATIO },
};

/** The model of that name, spelled exactly so; null when there is none. */
export function findZaiModel(name: string): ZaiModelName | null {
	return ZAI_MODEL_NAMES.find((known) => known === name) ?? null;
}
