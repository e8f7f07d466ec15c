import type { ErrorType, RequestCode, VideoFault, VideoStatus } from "./codes.ts";

/** A video as every call but the list and the deletion answers it. Instants are whole Unix seconds. */
export type Video = {
	/** `video_` and digits. */
	readonly id: string;
	readonly object: "video";
	readonly model: string;
	readonly status: VideoStatus;
	/** 0 to 100. */
	readonly progress: number;
	readonly prompt: string | null;
	readonly created_at: number;
	readonly completed_at: number | null;
	/** When its files are deleted. */
	readonly expires_at: number | null;
	/** Whole seconds as text; of an extension the length of all of it. */
	readonly seconds: string;
	/** `720x1280`. */
	readonly size: string;
	readonly remixed_from_video_id: string | null;
	readonly error: VideoError | null;
	/** Not the vendor's: wishes that could not be honoured. Left out where there are none. */
	readonly warnings?: readonly VideoWarning[];
};

export type VideoError = { readonly code: VideoFault; readonly message: string };
export type VideoWarning = { readonly setting: string; readonly message: string };

/** A pager asks again with `after` = `last_id` while there is more. */
export type VideoList = {
	readonly object: "list";
	readonly data: readonly Video[];
	readonly first_id: string | null;
	readonly last_id: string | null;
	readonly has_more: boolean;
};

export type VideoDeleted = { readonly id: string; readonly object: "video.deleted"; readonly deleted: true };

/** Somebody who can appear in videos. */
export type Character = { readonly id: string; readonly created_at: number; readonly name: string | null };

/** The body of every answer that is not a success. */
export type ErrorBody = {
	readonly error: {
		readonly message: string;
		readonly type: ErrorType;
		/** The field at fault. */
		readonly param: string | null;
		readonly code: RequestCode | null;
	};
};

/** What a webhook is told: only that it happened. Whoever wants more asks for the video. */
export type VideoEvent = {
	readonly id: string;
	readonly object: "event";
	readonly created_at: number;
	readonly type: "video.completed" | "video.failed" | "webhook.test";
	readonly data: { readonly id: string };
};
