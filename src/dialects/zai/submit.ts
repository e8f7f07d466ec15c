import type { Task } from "../../core/task.ts";
import type { RequestIdentity } from "../../core/use-cases/use-cases.ts";
import type { ZaiAccepted } from "../../wire/zai/bodies.ts";
import { ZAI_MODELS, ZAI_TEXT_LIMITS, type ZaiModelName } from "../../wire/zai/models.ts";
import { ZAI_PRICES } from "../../wire/zai/prices.ts";
import type { JsonReply, DialectRequest, DialectServices, Handler } from "../dialect.ts";
import { readObject, readText } from "./fields.ts";
import { readWish, type Wish } from "./read-wish.ts";
import { referenceOf, zaiReply } from "./reply.ts";
import { toOrder } from "./to-order.ts";

/** `POST /api/paas/v4/videos/generations`. A repeated `request_id` gets the first answer again and makes nothing new. */
export const submit: Handler<JsonReply> = createSubmit(null);

/** `POST /api/paas/v4/video/generation`: the same, for a client that may leave `model` out. */
export const submitByAlias: Handler<JsonReply> = createSubmit("cogvideox-3");

function createSubmit(defaultModel: ZaiModelName | null): Handler<JsonReply> {
	return async (request, services) => {
		const body = readObject(request.json());
		const reference = readText(body, "request_id", ZAI_TEXT_LIMITS.request_id);
		const identity = reference === null ? null : identify(request, reference);
		const first = identity === null ? null : await services.tasks.replay(request.caller, identity);
		if (first !== null) return accepted(first);
		const wish = readWish(body, defaultModel);
		const picture = wish.image === null ? null : await takeIn(wish, wish.image, { request, services });
		const order = toOrder(wish, { caller: request.caller, picture, seed: services.tasks.mintSeed() });
		const price = ZAI_PRICES[wish.model];
		const submission = { wire: "zai", order, price, clientReference: reference, startWithinMs: null } as const;
		const { task } = await services.tasks.submit(request.caller, submission, identity);
		return accepted(task);
	};
}

function identify(request: DialectRequest, key: string): RequestIdentity {
	return { wire: "zai", key, hash: request.bodyHash() };
}

function takeIn(wish: Wish, image: string, at: { request: DialectRequest; services: DialectServices }) {
	const { formats, maxBytes, ratio } = ZAI_MODELS[wish.model].image;
	return at.services.media.fromText(image, {
		field: "image_url",
		kind: "image",
		formats,
		maxBytes,
		...(ratio === null ? {} : { ratio }),
		signal: at.request.signal,
	});
}

function accepted(task: Task): JsonReply {
	const body: ZaiAccepted = {
		id: String(task.id),
		request_id: referenceOf(task),
		model: task.order.model,
		task_status: "PROCESSING",
	};
	return zaiReply(200, body);
}
