export type Operation =
	| "text-to-video"
	| "image-to-video"
	| "first-last-frame"
	| "multi-frame"
	| "reference-to-video"
	| "template"
	| "extend"
	| "modify"
	| "restyle"
	| "swap"
	| "sound-effect"
	| "lip-sync"
	| "motion-control"
	| "upscale"
	| "text-to-image"
	| "image-template";

export type AspectRatio = "16:9" | "9:16" | "4:3" | "3:4" | "1:1" | "21:9" | "9:21";
export type Resolution = "360p" | "480p" | "540p" | "720p" | "1080p" | "1440p" | "2160p";
export type Movement = "small" | "medium" | "large";

/** The first six are looks of a film that is made; `restyle` knows all of them. */
export type Style =
	| "general"
	| "anime"
	| "3d_animation"
	| "clay"
	| "comic"
	| "cyberpunk"
	| "simpson"
	| "barbie"
	| "ghibli"
	| "felt"
	| "origami"
	| "ukiyo_e"
	| "baroque"
	| "van_gogh"
	| "animal_world";

export type Camera =
	| "horizontal_left"
	| "horizontal_right"
	| "vertical_up"
	| "vertical_down"
	| "pan_left"
	| "pan_right"
	| "whip_pan"
	| "zoom_in"
	| "zoom_out"
	| "smooth_zoom_in"
	| "quickly_zoom_in"
	| "quickly_zoom_out"
	| "super_dolly_out"
	| "crane_up"
	| "camera_rotation"
	| "robo_arm"
	| "hitchcock"
	| "left_follow"
	| "right_follow"
	| "fix_bg";

/** What an input is to an order. Which operation takes which is in docs/dialects/native.md. */
export type InputRole =
	| "first-frame"
	| "last-frame"
	/** One of several pictures that a film passes through, in their order. */
	| "frame"
	/** Somebody or something that is to appear. */
	| "reference"
	/** Where it is to appear. */
	| "background"
	/** The film that is worked on. */
	| "source"
	/** A film whose motion is taken over. */
	| "motion"
	| "audio"
	/** White where something is to change, black elsewhere. */
	| "mask";

export type OrderInput = {
	role: InputRole;
	/** An http(s) link or a data URL; an upload; or a task of any wire, whose film it is. */
	from: string | { upload: string } | { task: string };
	/** What the prompt calls it, with an `@` before it: letters, digits and `_`, up to 30. For `reference` and `background`. */
	name?: string;
};

export type Speech = {
	/** What is said, 1 to 500 characters. */
	text: string;
	/** A speaker's id, `1` to `14`, or `auto`. Default: `auto`. */
	voice?: string;
};

/** The way from one frame to the next. */
export type Stretch = {
	/** Whole seconds, 1 to 8. Default: 5. */
	seconds?: number;
	/** What happens on the way. Default: what the order's own prompt says. */
	prompt?: string;
};

/** What `POST /api/v1/tasks` takes. */
export type TaskOrder = {
	/** Default: what the inputs say, `text-to-video` without any. */
	operation?: Operation;
	/** A name from `GET /api/v1/models`. Default: `preview`. */
	model?: string;
	/** 1 to 5,000 characters. Each operation says whether it needs one. */
	prompt?: string;
	/** What the film should not show. */
	negativePrompt?: string;
	/** The picture to begin with, an http(s) link or a data URL: short for one input of the role `first-frame`. */
	image?: string;
	/** Pictures, films and sounds that the order is about. */
	inputs?: OrderInput[];
	/** 0 to 2147483647. The same order with the same seed gives the same film. Default: one is chosen and told. */
	seed?: number;
	/** Pixels, `1280x720`: even sides, 64 to 3840. Instead of `aspectRatio` and `resolution`. */
	size?: string;
	/** Default: the first frame's own shape when there is one, else `16:9`. */
	aspectRatio?: AspectRatio;
	/** The box that the film fills as its shape allows: `720p` is 1280x720, or 720x1280 upright. Default: `720p`. */
	resolution?: Resolution;
	/** Whole seconds, 1 to 15. Default: 5. For `extend`: how much is added. */
	seconds?: number;
	/** 12 to 60. Default: 24. */
	fps?: number;
	/** Default: true. */
	sound?: boolean;
	/** Whether the film carries a mark. Default: as the key is set. */
	mark?: boolean;
	style?: Style;
	camera?: Camera;
	movement?: Movement;
	/** How much care an engine takes, for models that know more than one. */
	quality?: "speed" | "quality";
	/** The number of a template, for `template` and `image-template`. */
	templateId?: number;
	/** What is said in the film: a mouth moves to it in `lip-sync`, elsewhere it is heard. */
	speech?: Speech;
	/** Sounds to be made, in words. Left out, `sound-effect` chooses them. */
	soundWords?: string;
	/** Whether the source's own sound goes on. Default: false for `sound-effect` and `lip-sync`, else true. */
	keepSound?: boolean;
	/** For `multi-frame`: one fewer than there are frames. Default: five seconds each. */
	stretches?: Stretch[];
	/** For `swap`: the frame of the source that the mask was drawn for; the first is 1. Default: 1. */
	keyframe?: number;
	/** Whether the film may cut between several shots. */
	multiShot?: boolean;
	/** How much the engine may think the prompt over. */
	thinking?: "enabled" | "disabled" | "auto";
	/** How hard an open model works, 1 to 200. */
	steps?: number;
	/** How closely an open model keeps to the prompt, 0 to 50. */
	guidance?: number;
	/** Your own word for this task, repeated in its answers. */
	clientReference?: string;
	/** Give up when no engine has started after so many seconds. Default: live tasks wait, test tasks one hour. */
	startWithin?: number;
	/** Give up when no engine is done after so many seconds, and stop what has begun. Default: no such end. */
	finishWithin?: number;
	/** The id of a webhook that is told of this task. */
	webhook?: string;
};

/** What `GET /api/v1/models` answers: every name that an order may give. */
export type ModelList = {
	data: Model[];
};

export type Model = {
	id: string;
	/** What the engines behind it do. */
	operations: Operation[];
};
