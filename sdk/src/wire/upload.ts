import type { Page } from "./task.ts";

/** What `POST /api/v1/uploads` takes as JSON; it takes a multipart form with one file and the bytes themselves as well. */
export type UploadOrder = {
	/** An http or https link. */
	link: string;
};

/** A picture, film or sound that was sent ahead of its order, measured from its bytes. */
export type Upload = {
	/** `upload_` and digits: what an order's input names. */
	id: string;
	/** Signed, as a film's. */
	url: string;
	mime: string;
	bytes: number;
	/** Hex. */
	sha256: string;
	width: number | null;
	height: number | null;
	seconds: number | null;
	createdAt: string;
	/** When it goes; orders that were accepted keep what they were given of it. */
	expiresAt: string;
};

/** What `GET /api/v1/uploads` answers, newest first. */
export type UploadPage = Page<Upload>;
