import type { JsonObject } from "../../../core/json.ts";
import { type Call, CALLS } from "../../../wire/pixverse/calls.ts";
import type { FieldRule, FieldTable } from "../../../wire/pixverse/field-rules.ts";
import { durationsOf, type ModelCall, modelsFor, modelsWith } from "../../../wire/pixverse/models.ts";
import { TEMPLATES } from "../../../wire/pixverse/templates.ts";
import { type Given, SAMPLES } from "./samples.ts";

type Example = (given: Given) => JsonObject;

/** What has to stand beside a field for it to be taken; null and undefined take something away. */
const BESIDE: Readonly<Record<string, Example>> = {
	video_media_id: ({ film }) => ({ source_video_id: null, video_media_id: film }),
	source_video_id: ({ video }) => ({ source_video_id: video, video_media_id: null }),
	img_id: ({ wide }) => ({ img_id: wide }),
	first_frame_img: ({ tall }) => ({ first_frame_img: tall }),
	last_frame_img: ({ tall }) => ({ last_frame_img: tall }),
	duration: () => ({ duration: 3 }),
	model: () => ({ model: "c1" }),
	webhook_id: () => ({ webhook_id: "" }),
	camera_movement: () => ({ camera_movement: "zoom_in" }),
	motion_mode: () => ({ motion_mode: "fast" }),
	generate_multi_clip_switch: () => ({ generate_multi_clip_switch: true }),
	lip_sync_tts_switch: () => ({ lip_sync_tts_switch: true, lip_sync_tts_content: "Hello" }),
	lip_sync_switch: () => ({ lip_sync_switch: true, lip_sync_tts_content: "Hello" }),
	"text lip_sync_tts_speaker_id": () => ({ lip_sync_tts_speaker_id: "7" }),
	"text template_id": () => ({ template_id: TEMPLATES.find(({ images }) => images[0] === 0)?.template_id ?? 0 }),
	template_id: () => ({ template_id: TEMPLATES[0]?.template_id ?? 0 }),
	"image_template template_id": () => ({}),
	"image_template img_ids": ({ tall }) => ({ img_ids: [tall] }),
	"image img_ids": ({ wide, tall }) => {
		const template_id = TEMPLATES.find(({ images }) => images[1] === 2)?.template_id ?? 0;
		return { img_id: null, img_ids: [wide, tall], template_id };
	},
	"transition generate_multi_clip_switch": () => ({ generate_multi_clip_switch: false }),
	"extend generate_multi_clip_switch": () => ({ generate_multi_clip_switch: false }),
	"fusion generate_multi_clip_switch": () => ({ generate_multi_clip_switch: false }),
	"fusion prompt": () => ({ prompt: "@bird lands" }),
	"modify img_ids": ({ wide }) => ({ prompt: "@img0 stands there", img_ids: [wide] }),
	"modify mask_ids": ({ mask }) => ({ prompt: "@selection0 burns", mask_ids: [mask] }),
	"modify mask_urls": () => ({ mask_urls: [] }),
	"modify keyframe_ids": ({ mask }) => ({ prompt: "@selection0 burns", mask_ids: [mask], keyframe_ids: 1 }),
	"lip_sync audio_media_id": () => ({}),
	"lip_sync lip_sync_tts_speaker_id": () => SPOKEN,
	"lip_sync lip_sync_tts_content": () => SPOKEN,
	"restyle restyle_id": () => ({}),
	"restyle restyle_prompt": () => ({ restyle_id: null, restyle_prompt: "a woodcut" }),
	"fusion image_references": () => ({}),
	"fusion reference_mode": () => ({ reference_mode: "omni" }),
	"fusion video_references": ({ film }) => ({
		duration: 0,
		reference_mode: "omni",
		prompt: "@bird does as @it",
		video_references: [{ ref_name: "it", video_media_id: film }],
	}),
	"multi_transition multi_transition": () => ({}),
	"multi_transition model": () => ({ model: "v4" }),
	"mask keyframe_id": () => ({ keyframe_id: 1 }),
	"swap keyframe_id": () => ({}),
	"swap mask_id": () => ({}),
	"create_speaker audio_media_id": () => ({}),
	"usage_detail start_time": () => ({}),
	"usage_detail end_time": () => ({}),
	"usage_detail cursor": () => ({ cursor: "1767225600000-1" }),
	"usage_detail creation_type": () => ({ creation_type: ["restyle"] }),
};

const SPOKEN = { audio_media_id: null, lip_sync_tts_speaker_id: "7", lip_sync_tts_content: "Hello" };

/** The same of a field in an entry of a list. */
const IN_ENTRY: Readonly<Record<string, Example>> = {
	"video_references source_video_id": ({ video }) => ({ video_media_id: null, source_video_id: video }),
	"multi_transition prompt": () => ({ prompt: "it takes off" }),
};

/** @param name the list's and the field's. */
export function besideInEntry(name: string, given: Given): JsonObject {
	return IN_ENTRY[name]?.(given) ?? {};
}

/** A body that this call takes, with this field said. */
export function exampleOf(call: Call, field: string, given: Given): JsonObject {
	const rule = (CALLS[call].fields as FieldTable)[field] as FieldRule;
	const beside = BESIDE[`${call} ${field}`] ?? BESIDE[field] ?? (() => ({ [field]: plainValue(rule) }));
	return { ...SAMPLES[call](given), ...modelWith(call, rule, true), ...beside(given) };
}

/** The same with a model that cannot do it; null where every model can. */
export function withoutFeature(call: Call, field: string, given: Given): JsonObject | null {
	const rule = (CALLS[call].fields as FieldTable)[field] as FieldRule;
	const model = modelWith(call, rule, false);
	return rule.needs === undefined || Object.keys(model).length === 0
		? null
		: { ...exampleOf(call, field, given), ...model };
}

function modelWith(call: Call, { needs }: FieldRule, able: boolean): JsonObject {
	if (needs === undefined) return {};
	const model = modelsFor(call as ModelCall).find((each) => modelsWith(needs).includes(each) === able);
	if (model === undefined) return {};
	return { model, ...(call === "multi_transition" ? {} : { duration: durationsOf(model, "360p")[0] ?? 0 }) };
}

function plainValue(rule: FieldRule) {
	switch (rule.type) {
		case "text":
			return "a word";
		case "choice":
			return rule.choices[0] ?? "";
		case "integer":
			return rule.least ?? 1;
		case "flag":
			return rule.only === undefined;
		default:
			return [];
	}
}
