import type { Body, FieldTable } from "./field-rules.ts";
import { LARGEST_SEED, TEXT_LIMITS } from "./limits.ts";
import { MODEL_NAMES, MULTI_TRANSITION, QUALITIES, type Quality, type AspectRatio, ASPECT_RATIOS } from "./models.ts";
import { CAMERA_MOVEMENTS, MOTION_MODES, STYLES, TEXT_CAMERA_MOVEMENTS, THINKING_TYPES } from "./words.ts";

const QUALITY_WORDS = Object.keys(QUALITIES) as Quality[];
/** What calls without a model offer. */
export const LOW_QUALITIES = ["360p", "540p", "720p"] as const satisfies readonly Quality[];

const PROMPT = { type: "text", prompt: true, most: TEXT_LIMITS.prompt } as const;
const SEED = { type: "integer", least: 0, most: LARGEST_SEED } as const;
const FILM = { type: "integer", ours: "exactly one of the two sources" } as const;
const WEBHOOK = { webhook_id: { type: "text" } } as const;
const SOURCE = { source_video_id: FILM, video_media_id: FILM } as const;
const LOW_QUALITY = { type: "choice", required: true, choices: LOW_QUALITIES } as const;
const SOUND_WORDS = { type: "text", most: TEXT_LIMITS.soundWords } as const;
const KEEP_SOUND = { original_sound_switch: { type: "flag" } } as const;

/** Of everything that a model makes. */
const CLIP = {
	prompt: { ...PROMPT, required: true },
	model: { type: "choice", required: true, choices: MODEL_NAMES },
	duration: { type: "integer", required: true },
	quality: { type: "choice", required: true, choices: QUALITY_WORDS },
	negative_prompt: { type: "text", prompt: true, most: TEXT_LIMITS.negativePrompt },
	seed: SEED,
	motion_mode: { type: "choice", choices: MOTION_MODES, needs: "fast-motion", plain: "normal" },
	water_mark: { type: "flag" },
	generate_audio_switch: { type: "flag", needs: "native-audio" },
	thinking_type: { type: "choice", choices: THINKING_TYPES, ours: "taken with every model" },
	...WEBHOOK,
} as const satisfies FieldTable;

const STYLE = { type: "choice", choices: STYLES, needs: "style" } as const;
const TEMPLATE = { type: "integer", ours: "0 is none" } as const;

/** Sound made beside the picture. */
const INLINE_SOUND = {
	sound_effect_switch: { type: "flag", needs: "inline-sound" },
	sound_effect_content: SOUND_WORDS,
	lip_sync_tts_switch: { type: "flag", needs: "inline-sound" },
	lip_sync_switch: { type: "flag", needs: "inline-sound", ours: "the schema's spelling is taken too" },
	lip_sync_tts_content: { type: "text", most: TEXT_LIMITS.speech, ours: "200, as of lip sync; a page says about 140" },
	lip_sync_tts_speaker_id: { type: "text" },
} as const satisfies FieldTable;

const RATIO = { type: "choice", required: true, choices: Object.keys(ASPECT_RATIOS) as AspectRatio[] } as const;
const ONE_CLIP = { generate_multi_clip_switch: { type: "flag", only: "text and image" } } as const;

/** Somebody or something that appears in a fusion, or where it does. */
const FUSION_IMAGE = {
	type: { type: "choice", required: true, choices: ["subject", "background"] },
	img_id: { type: "integer", required: true },
	ref_name: { type: "text", required: true },
} as const satisfies FieldTable;

/** A film that sets a fusion's measure. */
const FUSION_VIDEO = {
	ref_name: { type: "text", required: true },
	video_media_id: { type: "integer" },
	source_video_id: { type: "integer" },
} as const satisfies FieldTable;

/** A picture that a film passes through, and the way from it to the next. */
const TRANSITION_ITEM = {
	img_id: { type: "integer", required: true },
	duration: { type: "integer" },
	prompt: PROMPT,
} as const satisfies FieldTable;

/** Every call with a body of JSON: what its fields may hold. What depends on the model is in `models.ts`. */
export const CALLS = {
	text: {
		path: "/video/text/generate",
		fields: {
			...CLIP,
			aspect_ratio: RATIO,
			camera_movement: { type: "choice", choices: TEXT_CAMERA_MOVEMENTS, needs: "camera", plain: "default" },
			style: STYLE,
			template_id: TEMPLATE,
			generate_multi_clip_switch: { type: "flag", needs: "multi-clip" },
			...INLINE_SOUND,
		},
	},
	image: {
		path: "/video/img/generate",
		fields: {
			img_id: { type: "integer" },
			img_ids: { type: "integers" },
			...CLIP,
			camera_movement: { type: "choice", choices: CAMERA_MOVEMENTS, needs: "camera", plain: "default" },
			style: STYLE,
			template_id: TEMPLATE,
			generate_multi_clip_switch: { type: "flag", needs: "multi-clip" },
			...INLINE_SOUND,
		},
	},
	transition: {
		path: "/video/transition/generate",
		fields: {
			first_frame_img: { type: "integer", required: true },
			last_frame_img: { type: "integer", required: true },
			...CLIP,
			...ONE_CLIP,
			...INLINE_SOUND,
		},
	},
	extend: {
		path: "/video/extend/generate",
		fields: { ...SOURCE, ...CLIP, ...ONE_CLIP, style: STYLE, template_id: TEMPLATE },
	},
	modify: {
		path: "/video/modify/generate",
		fields: {
			...SOURCE,
			prompt: { ...PROMPT, required: true },
			quality: LOW_QUALITY,
			img_ids: { type: "integers", most: 3 },
			mask_ids: { type: "texts", most: 3 },
			mask_urls: { type: "texts", most: 3 },
			keyframe_ids: { type: "integers", most: 3, ours: "one number, or one for each mask" },
			seed: SEED,
			...WEBHOOK,
		},
	},
	sound_effect: {
		path: "/video/sound_effect/generate",
		fields: {
			...SOURCE,
			...KEEP_SOUND,
			sound_effect_content: SOUND_WORDS,
			prompt: { ...SOUND_WORDS, ours: "another name of sound_effect_content" },
			seed: SEED,
			...WEBHOOK,
		},
	},
	lip_sync: {
		path: "/video/lip_sync/generate",
		fields: {
			...SOURCE,
			audio_media_id: { type: "integer" },
			lip_sync_tts_speaker_id: { type: "text" },
			lip_sync_tts_content: { type: "text", most: TEXT_LIMITS.speech },
			...WEBHOOK,
		},
	},
	fusion: {
		path: "/video/fusion/generate",
		fields: {
			image_references: { type: "objects", required: true, entries: FUSION_IMAGE },
			...CLIP,
			...ONE_CLIP,
			aspect_ratio: RATIO,
			video_references: { type: "objects", entries: FUSION_VIDEO },
			reference_mode: { type: "choice", choices: ["omni"], needs: "omni" },
		},
	},
	multi_transition: {
		path: "/video/multi_transition/generate",
		fields: {
			multi_transition: {
				type: "objects",
				required: true,
				least: MULTI_TRANSITION.images[0],
				most: MULTI_TRANSITION.images[1],
				entries: TRANSITION_ITEM,
			},
			model: CLIP.model,
			quality: CLIP.quality,
			motion_mode: CLIP.motion_mode,
			seed: SEED,
			water_mark: CLIP.water_mark,
			...WEBHOOK,
		},
	},
	restyle: {
		path: "/video/restyle/generate",
		fields: {
			...SOURCE,
			restyle_id: { type: "integer", ours: "exactly one of number and prompt" },
			restyle_prompt: PROMPT,
			seed: SEED,
			...WEBHOOK,
		},
	},
	mask: {
		path: "/video/mask/selection",
		fields: { ...SOURCE, keyframe_id: { type: "integer", least: 0, ours: "0 is the first frame, as 1 is" } },
	},
	swap: {
		path: "/video/swap/generate",
		fields: {
			...SOURCE,
			keyframe_id: { type: "integer", required: true, least: 0, ours: "0 is the first frame, as 1 is" },
			mask_id: { type: "text", required: true },
			img_id: { type: "integer", required: true },
			quality: LOW_QUALITY,
			...KEEP_SOUND,
			seed: SEED,
			...WEBHOOK,
		},
	},
	mimic: {
		path: "/video/mimic/generate",
		fields: {
			...SOURCE,
			img_id: { type: "integer", required: true },
			quality: { ...LOW_QUALITY, ours: "no 1080p, as the guide says; the schema lists it" },
			seed: SEED,
			...WEBHOOK,
		},
	},
	upscale: { path: "/video/upscale/generate", fields: { ...SOURCE, ...WEBHOOK } },
	image_template: {
		path: "/image/template/generate",
		fields: {
			img_ids: { type: "integers", required: true, least: 1, most: 10, ours: "at most 10" },
			template_id: { type: "integer", required: true },
			...WEBHOOK,
		},
	},
	create_speaker: {
		path: "/video/tts_speaker",
		fields: {
			name: { type: "text", required: true, most: TEXT_LIMITS.name, ours: "at most 64" },
			audio_media_id: { type: "integer", required: true },
		},
	},
	usage_detail: {
		path: "/account/billing/usage-detail",
		fields: {
			start_time: { type: "text", required: true },
			end_time: { type: "text", required: true },
			cursor: { type: "text" },
			limit: { type: "integer", least: 1, most: 100 },
			credits_status: { type: "choice", choices: ["consume", "refund"] },
			creation_type: { type: "texts" },
		},
	},
} as const satisfies Record<string, { readonly path: string; readonly fields: FieldTable }>;

export type Call = keyof typeof CALLS;
export type BodyOf<Name extends Call> = Body<(typeof CALLS)[Name]["fields"]>;
