import type { Quality } from "./models.ts";

/** A template (effect) that is activated for every account here. What it looks like is the engine's. */
export interface Template {
	readonly template_id: number;
	/** 1: makes a video, 2: makes a picture. */
	readonly type: 1 | 2;
	readonly name: string;
	/** How many pictures it wants: least and most. */
	readonly images: readonly [number, number];
	readonly qualities: readonly Quality[];
	/** The style that its films are painted in; null leaves the pictures as they are. */
	readonly style: string | null;
	/** What its music is, for `sound_effect_switch`. */
	readonly music: string;
}

const ALL: readonly Quality[] = ["360p", "540p", "720p", "1080p"];
const LOW: readonly Quality[] = ["360p", "540p"];

/** The numbers of video templates are those that the vendor's pages show; names and contents are ours, and so are the rest. */
export const TEMPLATES: readonly Template[] = [
	video(302_325_299_692_608, { name: "Warm hug", images: [1, 2], music: "soft piano" }),
	video(384_268_229_671_680, { name: "Night walk", images: [0, 1], music: "jazz" }),
	video(324_641_385_496_960, { name: "Clay world", style: "clay", music: "playful plucks" }),
	video(328_545_151_283_968, { name: "Paper world", style: "origami", music: "bells" }),
	video(313_358_700_761_536, { name: "Neon drive", style: "cyberpunk", qualities: LOW, music: "synthesizer" }),
	video(327_828_816_843_648, { name: "Dawn at sea", images: [0, 1], music: "waves" }),
	video(315_446_315_336_768, { name: "Felt friends", style: "felt", music: "ukulele" }),
	picture(302_325_299_692_701, { name: "Poster", images: [1, 1] }),
	picture(302_325_299_692_702, { name: "Album", images: [1, 10] }),
	picture(302_325_299_692_703, { name: "Portrait in oil", images: [1, 1] }),
];

type Details = Pick<Template, "name"> & Partial<Template>;

function video(template_id: number, details: Details): Template {
	return { template_id, type: 1, images: [1, 1], qualities: ALL, style: null, music: "", ...details };
}

function picture(template_id: number, details: Details): Template {
	return { template_id, type: 2, images: [1, 1], qualities: [], style: null, music: "", ...details };
}
