import type { ZaiTaskStatus } from "./codes.ts";

/**
 * What clients send to `POST videos/generations`. One shape for all models; `models.ts` says which fields belong to which.
 * The official Python client sends null for everything it leaves unset, so null and absent mean the same.
 */
export interface ZaiGeneration {
	readonly model?: string | null;
	/** At most 512 code points. */
	readonly prompt?: string | null;
	/** A link, a data URL or bare base64; some clients put even one image into an array. */
	readonly image_url?: string | readonly string[] | null;
	readonly quality?: string | null;
	readonly with_audio?: boolean | null;
	readonly watermark_enabled?: boolean | null;
	/** `1920x1080`. */
	readonly size?: string | null;
	readonly fps?: number | null;
	/** Seconds. */
	readonly duration?: number | null;
	readonly style?: string | null;
	readonly aspect_ratio?: string | null;
	readonly movement_amplitude?: string | null;
	readonly request_id?: string | null;
	readonly user_id?: string | null;
}

/** What clients send to `POST images/generations` and `POST async/images/generations`. */
export interface ZaiImageGeneration {
	readonly model?: string | null;
	readonly prompt?: string | null;
	readonly quality?: string | null;
	/** `1280x1280`; BigModel's pages write some with `×`. */
	readonly size?: string | null;
	readonly watermark_enabled?: boolean | null;
	/** In the clients, not on the pages. */
	readonly request_id?: string | null;
	readonly user_id?: string | null;
}

/** The answer to `POST images/generations`. */
export type ZaiImages = {
	/** Unix seconds. */
	readonly created: number;
	readonly data: readonly ZaiImage[];
};

/** The answer to a submit: these four fields and no other, because one client refuses unknown ones. */
export type ZaiAccepted = {
	readonly id: string;
	/** The client's own, else the same string as `id`. */
	readonly request_id: string;
	readonly model: string;
	readonly task_status: ZaiTaskStatus;
};

/** The answer to `GET async-result/{id}`. Which result field is present tells the kind; there is no other mark of it. */
export type ZaiResult = {
	readonly model: string;
	readonly request_id: string;
	readonly task_status: ZaiTaskStatus;
	readonly video_result?: readonly ZaiVideo[];
	readonly image_result?: readonly ZaiImage[];
	/** Why a task failed. Not the vendor's: its own clients drop keys that they do not know. */
	readonly error?: ZaiFault;
};

export type ZaiVideo = { readonly url: string; readonly cover_image_url: string | null };
export type ZaiImage = { readonly url: string };

/** The body of every answer that is not 200. */
export type ZaiErrorBody = {
	readonly error: ZaiFault;
	/** Only with 1301: whose words were refused. Camel case, beside `error`. */
	readonly contentFilter?: readonly { readonly level: number; readonly role: string }[];
};

/** `code` is a string of digits, never a number; the Java client throws on anything that is not numeric. */
export type ZaiFault = { readonly code: string; readonly message: string };
