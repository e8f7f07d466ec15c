/** What a usage line was spent on. The words are ours: no page lists the vendor's. */
export const CREATION_TYPES = [
	"text_to_video",
	"image_to_video",
	"template",
	"transition",
	"multi_transition",
	"fusion",
	"extend",
	"modify",
	"restyle",
	"mask_selection",
	"swap",
	"mimic",
	"sound_effect",
	"lip_sync",
	"upscale",
	"image",
	"image_template",
] as const;
export type CreationType = (typeof CREATION_TYPES)[number];
