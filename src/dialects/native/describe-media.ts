import type * as wire from "@filmgate/sdk";
import { z } from "zod";
import { FILE_PARAMETERS, fileAnswers, type OperationDescription, type ShapeOf } from "../describe.ts";
import { count, IDEMPOTENCY_KEY, instant, NOTHING, PAGE, pageOf, sha256 } from "./describe-answers.ts";
import { expiry } from "./films.ts";
import { MEDIA } from "./models.ts";

const upload = z
	.object({
		id: z.string().describe("`upload_` and digits: what an order's input names."),
		url: z.url().describe("Signed, as a film's."),
		mime: z.string(),
		bytes: count,
		sha256,
		width: count.nullable(),
		height: count.nullable(),
		seconds: z.number().nullable(),
		createdAt: instant,
		expiresAt: instant.describe("When it goes; orders that were accepted keep what they were given of it."),
	} satisfies ShapeOf<wire.Upload>)
	.meta({ id: "Upload" });

const link = z
	.object({ url: z.url(), coverUrl: z.url().nullable(), expiresAt: instant } satisfies ShapeOf<wire.FilmLink>)
	.meta({ id: "FilmLink" });

const uploadOrder = z.object({
	link: z.string().describe("An http or https link."),
} satisfies ShapeOf<wire.UploadOrder>);

const linkOrder = z.object({
	expiresIn: expiry.describe("Seconds from now. Left out, as long as the film is kept.").nullish(),
});

const BYTES = { type: "string", contentMediaType: "application/octet-stream" } as const;
const FORMATS = Object.values(MEDIA).flatMap(({ formats }) => formats);

export const media: Readonly<Record<string, OperationDescription>> = {
	"POST /api/v1/uploads": {
		summary: "Send a picture, film or sound ahead",
		parameters: [IDEMPOTENCY_KEY],
		text: `A form with one file, a link, or the bytes themselves: ${FORMATS.join(", ")}.`,
		request: {
			content: {
				"multipart/form-data": { type: "object", properties: { file: BYTES }, required: ["file"] },
				"application/json": uploadOrder,
				"application/octet-stream": {},
			},
			example: { link: "https://example.com/lighthouse.jpg" },
		},
		answers: { 201: { text: "Stored.", schema: upload, headers: { location: "Its address." } } },
	},
	"GET /api/v1/uploads": {
		summary: "List uploads",
		text: "The newest first.",
		parameters: PAGE,
		answers: { 200: { text: "A page.", schema: pageOf(upload).meta({ id: "UploadPage" }) } },
	},
	"GET /api/v1/uploads/:id": {
		summary: "Look at an upload",
		answers: { 200: { text: "The upload.", schema: upload } },
	},
	"DELETE /api/v1/uploads/:id": {
		summary: "Delete an upload",
		text: "Orders that were accepted keep what they were given of it.",
		answers: { 204: NOTHING },
	},
	"GET /api/v1/films/:id": {
		summary: "Download a film",
		text: "With the key. Answers `HEAD`, `Range` and conditions.",
		parameters: FILE_PARAMETERS,
		answers: fileAnswers(["video/mp4", "image/png", "image/jpeg", "image/webp", "audio/mp4"]),
	},
	"POST /api/v1/films/:id/link": {
		summary: "Make a link to a film",
		text: "Whoever has it may read the film without a key, until it ends.",
		request: { content: { "application/json": linkOrder }, example: { expiresIn: 3_600 }, required: false },
		answers: { 200: { text: "The link.", schema: link } },
	},
};
