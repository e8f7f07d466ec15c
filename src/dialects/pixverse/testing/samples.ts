import type { JsonObject } from "../../../core/json.ts";
import type { Call } from "../../../wire/pixverse/calls.ts";
import { RESTYLE_EFFECTS } from "../../../wire/pixverse/restyles.ts";
import { TEMPLATES } from "../../../wire/pixverse/templates.ts";
import type { Assets } from "./platform.ts";

/** Assets, and the mask of a film at its first frame. */
export interface Given extends Assets {
	readonly mask: string;
}

const CLIP = { prompt: "a heron takes off", model: "v6", duration: 2, quality: "360p" };
const PICTURE_TEMPLATE = TEMPLATES.find(({ type }) => type === 2)?.template_id ?? 0;

/** The least that each call takes. */
export const SAMPLES: Readonly<Record<Call, (given: Given) => JsonObject>> = {
	text: () => ({ ...CLIP, aspect_ratio: "16:9" }),
	image: ({ wide }) => ({ ...CLIP, img_id: wide }),
	transition: ({ wide, tall }) => ({ ...CLIP, first_frame_img: wide, last_frame_img: tall }),
	extend: ({ video }) => ({ ...CLIP, source_video_id: video }),
	modify: ({ video }) => ({ source_video_id: video, prompt: "at night", quality: "360p" }),
	sound_effect: ({ video }) => ({ source_video_id: video }),
	lip_sync: ({ video, sound }) => ({ source_video_id: video, audio_media_id: sound }),
	fusion: ({ wide }) => ({
		...CLIP,
		prompt: "@bird flies",
		aspect_ratio: "1:1",
		image_references: [{ type: "subject", img_id: wide, ref_name: "bird" }],
	}),
	multi_transition: ({ wide, tall }) => ({
		model: "v5",
		quality: "360p",
		multi_transition: [{ img_id: wide, duration: 3 }, { img_id: tall }],
	}),
	restyle: ({ video }) => ({ source_video_id: video, restyle_id: RESTYLE_EFFECTS[0]?.restyle_id ?? 0 }),
	mask: ({ video }) => ({ source_video_id: video }),
	swap: ({ video, mask, wide }) => ({
		source_video_id: video,
		keyframe_id: 1,
		mask_id: mask,
		img_id: wide,
		quality: "360p",
	}),
	mimic: ({ film, wide }) => ({ video_media_id: film, img_id: wide, quality: "360p" }),
	upscale: ({ video }) => ({ source_video_id: video }),
	image_template: ({ wide }) => ({ img_ids: [wide], template_id: PICTURE_TEMPLATE }),
	create_speaker: ({ sound }) => ({ name: "mine", audio_media_id: sound }),
	usage_detail: () => ({ start_time: "2026-01-01 00:00:00", end_time: "2026-01-30 00:00:00" }),
};
