import { creditsOwed, credits as toMoney } from "../../core/money.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Order } from "../../core/order.ts";
import type { Task } from "../../core/task.ts";
import type { VideoCreated } from "../../wire/pixverse/bodies.ts";
import type { Call } from "../../wire/pixverse/calls.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import type { Ask } from "./ask.ts";
import { success } from "./envelope.ts";
import { readBody } from "./fields.ts";
import { readIdentity } from "./trace.ts";

/** A request that was understood and checked: what is to be made, and for how many credits. */
export interface Wanted {
	readonly order: Order;
	readonly credits: number;
}

/** Reads, checks and takes in everything that a body names; throws the first thing that is wrong. */
export type ReadWanted = (ask: Ask, body: JsonValue) => Promise<Wanted>;

/**
 * A call that makes something later. A repeat of its trace id gets its first answer before anything in it is looked at;
 * what is refused has made nothing.
 */
export function submit(
	call: Call,
	read: ReadWanted,
	answer: (task: Task) => JsonReply = videoCreated,
): Handler<JsonReply> {
	return async (request, services) => {
		const { tasks } = services;
		const { caller } = request;
		const body = request.json();
		const identity = readIdentity(request, call);
		const known = identity === null ? null : await tasks.replay(caller, identity);
		if (known !== null) return answer(known);

		const ask = { request, services };
		const webhook = await readWebhook(ask, body);
		const { order, credits } = await read(ask, body);
		const clientReference = identity?.key ?? null;
		const price = toMoney(credits);
		const made = { wire: "pixverse", order, price, clientReference, startWithinMs: null, webhook } as const;
		const { task } = await tasks.submit(caller, made, identity);
		return answer(task);
	};
}

/** The webhook that is called when the task has ended; null when none is named. */
async function readWebhook({ request, services }: Ask, body: JsonValue): Promise<string | null> {
	const { webhook_id: id } = readBody(body, { webhook_id: { type: "text" } } as const);
	return id === "" ? null : await services.tasks.checkWebhook(request.caller, id, "webhook_id");
}

function videoCreated(task: Task): JsonReply {
	const resp: VideoCreated = { video_id: task.id, credits: creditsOwed(task.price) };
	return success(resp);
}
