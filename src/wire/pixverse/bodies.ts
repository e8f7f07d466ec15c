import type { VideoStatusCode } from "./codes.ts";

/** Answer to every call that makes a video. */
export type VideoCreated = {
	video_id: number;
	credits: number;
};

/** Answer to the call that makes a picture. */
export type ImageCreated = {
	image_id: number;
	credits: number;
};

/** Answer to `GET /video/result/{video_id}`. Clients parse the integers strictly: no fraction may appear. */
export type VideoResult = {
	id: number;
	status: VideoStatusCode;
	/** The mp4; "" unless the video is done. */
	url: string;
	prompt: string;
	negative_prompt: string;
	style: string;
	seed: number;
	/** Always 0 as far as anybody has seen. */
	resolution_ratio: number;
	outputWidth: number;
	outputHeight: number;
	/** Bytes. */
	size: number;
	/** RFC 3339, UTC, whole seconds, `Z`; so is `modify_time`. */
	create_time: string;
	modify_time: string;
	has_audio: boolean;
	customer_paths: CustomerPaths;
	credits: number;
	/** `url` without its host. */
	path: string;
	quality: string;
	duration: number;
	aspect_ratio: string;
};

/** A bag of the vendor's inner settings that its status repeats. */
export type CustomerPaths = {
	ext_info: null;
	agent_info: null;
	cameo_id_list: null;
	duration_type: string;
	thinking_type: string;
	caption_switch: boolean;
	fusion_id_list: null;
	model_evaluator: string;
	use_api_gen_image: boolean;
};

/** Answer to `GET /image/result/{image_id}`; texts, numbers and instants as in a video's. */
export type ImageResult = {
	image_id: number;
	status: VideoStatusCode;
	url: string;
	prompt: string;
	prompt_translate: string;
	template_id: number;
	seed: number;
	outputWidth: number;
	outputHeight: number;
	create_time: string;
	modify_time: string;
	credits: number;
	customer_paths: CustomerImagePaths;
};

export type CustomerImagePaths = {
	ext_info: null;
	agent_info: null;
	cameo_id_list: null;
	duration_type: string;
	fusion_id_list: null;
	model_evaluator: string;
	customer_img_paths: string[];
	gen_img_req_img_ids: number[];
};

/** Answer to `POST /video/mask/selection`. */
export type MaskSelection = {
	keyframe_id: number;
	keyframe_url: string;
	credits: number;
	mask_info: { mask_id: string; mask_name: string; mask_url: string }[];
};

/** Answer to `POST /media/upload`; the sides are there for films only. */
export type MediaUploaded = {
	media_id: number;
	media_type: "video" | "audio";
	url: string;
	width?: number;
	height?: number;
};

/** Answer to `POST /image/upload`. */
export type ImageUploaded = {
	img_id: number;
	img_url: string;
};

/** Answer to `GET /account/balance`; both pots in whole credits. */
export type AccountBalance = {
	account_id: number;
	credit_monthly: number;
	credit_package: number;
};

/** One line of `POST /account/billing/usage-detail`. */
export type UsageItem = {
	id: number;
	/** The video's or picture's number. */
	creation_id: number;
	/** See `creation-types.ts`; "" when what it was spent on is forgotten. */
	creation_type: string;
	model: string;
	credits: number;
	credits_status: "consume" | "refund";
	create_time: string;
};
