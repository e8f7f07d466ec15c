import type { Task } from "../../core/task.ts";
import type { ZaiModelName } from "../../wire/zai/models.ts";
import { ZAI_PRICES } from "../../wire/zai/prices.ts";
import type { DialectRequest, DialectServices, Handler, JsonReply } from "../dialect.ts";
import { readWish } from "./read-wish.ts";
import { type Asked, replayOrRead } from "./replay.ts";
import { accepted } from "./reply.ts";
import { takeIn } from "./take-in.ts";
import { toOrder } from "./to-order.ts";

/** `POST /api/paas/v4/videos/generations`. A repeated `request_id` gets the first answer again and makes nothing new. */
export const submit: Handler<JsonReply> = createSubmit(null);

/** `POST /api/paas/v4/video/generation`: the same, for a client that may leave `model` out. */
export const submitByAlias: Handler<JsonReply> = createSubmit("cogvideox-3");

function createSubmit(defaultModel: ZaiModelName | null): Handler<JsonReply> {
	return async (request, services) => {
		const read = await replayOrRead(request, services);
		if (read.first !== null) return accepted(read.first);
		return accepted(await order(read.asked, { request, services, defaultModel }));
	};
}

interface OrderNeeds {
	readonly request: DialectRequest;
	readonly services: DialectServices;
	readonly defaultModel: ZaiModelName | null;
}

async function order(asked: Asked, { request, services, defaultModel }: OrderNeeds): Promise<Task> {
	const { caller } = request;
	const wish = readWish(asked.body, defaultModel);
	const pictures = await takeIn(wish, request, services);
	const submission = {
		wire: "zai",
		order: toOrder(wish, pictures, { caller, seed: services.tasks.mintSeed() }),
		price: ZAI_PRICES[wish.model],
		clientReference: asked.reference,
		startWithinMs: null,
		warnings: wish.warnings,
	} as const;
	return (await services.tasks.submit(caller, submission, asked.identity)).task;
}
