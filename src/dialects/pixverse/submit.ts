import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Medium } from "../../core/medium.ts";
import { creditsOwed } from "../../core/money.ts";
import type { Task } from "../../core/task.ts";
import type { VideoCreated } from "../../wire/pixverse/bodies.ts";
import type { JsonReply, DialectRequest, DialectServices, Handler } from "../dialect.ts";
import { buildOrder, priceOf } from "./build-order.ts";
import { success } from "./envelope.ts";
import { type Fields, readFields } from "./fields.ts";
import { readWishes, type VideoKind } from "./read-wishes.ts";
import { readIdentity } from "./trace.ts";

/** `POST /openapi/v2/video/text/generate` */
export const submitText: Handler = (request, services) => submit(request, services, "text");

/** `POST /openapi/v2/video/img/generate` */
export const submitImage: Handler = (request, services) => submit(request, services, "image");

async function submit(request: DialectRequest, services: DialectServices, kind: VideoKind): Promise<JsonReply> {
	const { tasks } = services;
	const { caller } = request;
	const body = request.json();
	const identity = readIdentity(request);
	const known = identity === null ? null : await tasks.replay(caller, identity);
	if (known !== null) return created(known);

	const fields = readFields(body);
	const imageId = kind === "image" ? readImageId(fields) : null;
	const wishes = readWishes(fields, kind);
	const webhook = await readWebhook(request, services, fields);
	const picture = imageId === null ? null : await findPicture(request, services, imageId);
	const order = buildOrder(wishes, { caller, picture, mintSeed: () => tasks.mintSeed() });
	const clientReference = identity?.key ?? null;
	const price = priceOf(wishes);
	const submission = { wire: "pixverse", order, price, clientReference, startWithinMs: null, webhook } as const;
	const { task } = await tasks.submit(caller, submission, identity);
	return created(task);
}

function created(task: Task): JsonReply {
	const resp: VideoCreated = { video_id: task.id, credits: creditsOwed(task.price) };
	return success(resp);
}

/** The webhook that is called when this video has ended; null when none is named. */
async function readWebhook(
	{ caller }: DialectRequest,
	{ tasks }: DialectServices,
	fields: Fields,
): Promise<string | null> {
	const id = fields.text("webhook_id");
	return id === "" ? null : await tasks.checkWebhook(caller, id, "webhook_id");
}

/** The one picture of an image-to-video. A list of them belongs to templates. */
function readImageId(fields: Fields): number {
	const imageId = fields.integer("img_id");
	const several = fields.integers("img_ids");
	if (imageId !== null && several.length > 0) {
		const message = "img_id and img_ids exclude each other: allowed is one of them.";
		throw new FilmgateError("conflicting_fields", message, { field: "img_ids", allowed: "one of img_id and img_ids" });
	}
	if (several.length > 0) throw invalidField("img_ids", "a list with a template only; use img_id");
	if (imageId === null) throw missingField("img_id", "the number that /image/upload gave");
	return imageId;
}

async function findPicture(request: DialectRequest, { tasks }: DialectServices, imageId: number): Promise<Medium> {
	const upload =
		Number.isSafeInteger(imageId) && imageId > 0
			? await tasks.findUpload(request.caller, imageId, { field: "img_id" })
			: null;
	if (upload?.medium.mime.startsWith("image/")) return upload.medium;
	throw new FilmgateError("medium_not_found", `img_id ${imageId} is no picture of this account.`, { field: "img_id" });
}
