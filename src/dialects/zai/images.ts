import { FilmgateError } from "../../core/errors.ts";
import { isTerminal, type Task } from "../../core/task.ts";
import type { ZaiImages } from "../../wire/zai/bodies.ts";
import { ZAI_CODES } from "../../wire/zai/codes.ts";
import { ZAI_IMAGE_PRICES } from "../../wire/zai/prices.ts";
import type { DialectRequest, DialectServices, Handler, JsonReply } from "../dialect.ts";
import { renderFailure } from "./failure.ts";
import { languageOf, type Language } from "./language.ts";
import { type ImageCall, readImageWish } from "./read-image-wish.ts";
import { replayOrRead } from "./replay.ts";
import { accepted, adviseRetry, zaiReply } from "./reply.ts";
import { toImageOrder } from "./to-order.ts";

/** Shorter than what lies between clients and servers waits as a rule: most proxies give up after a minute. */
const LONGEST_WAIT_MS = 55_000;

/** `POST /api/paas/v4/async/images/generations`: answered as a film's submit is. */
export const submitImage: Handler<JsonReply> = async (request, services) =>
	accepted(await order("asynchronous", request, services));

/**
 * `POST /api/paas/v4/images/generations`: a task like any other, waited for. Where the wait ends first, the task goes on
 * and the answer says where it is found.
 */
export const generateImage: Handler<JsonReply> = async (request, services) => {
	const { links, headers } = request;
	const task = await waitFor(await order("synchronous", request, services), request, services);
	const language = languageOf(headers);
	if (!isTerminal(task.status)) return stillUnderWay(task, language);
	if (task.status !== "succeeded") return renderFailure(task, language);
	const body: ZaiImages = {
		created: Math.floor(task.createdAt / 1000),
		data: task.films.map((film) => ({ url: links.film(task, film) })),
	};
	return zaiReply(200, body);
};

async function order(call: ImageCall, request: DialectRequest, services: DialectServices): Promise<Task> {
	const read = await replayOrRead(request, services);
	if (read.first !== null) return read.first;
	const { caller } = request;
	const { body, reference, identity } = read.asked;
	const wish = readImageWish(body, call);
	const submission = {
		wire: "zai",
		order: toImageOrder(wish, { caller, seed: services.tasks.mintSeed() }),
		price: ZAI_IMAGE_PRICES[wish.model],
		clientReference: reference,
		startWithinMs: null,
		warnings: wish.warnings,
	} as const;
	return (await services.tasks.submit(caller, submission, identity)).task;
}

/** An account that holds too many answers open gets the task as it is: it was accepted, and a 429 would have it made again. */
async function waitFor(task: Task, { caller, signal }: DialectRequest, { tasks }: DialectServices): Promise<Task> {
	try {
		return await tasks.wait(caller, task.id, { waitMs: LONGEST_WAIT_MS, signal });
	} catch (error) {
		if (error instanceof FilmgateError && error.code === "rate_limited") return task;
		throw error;
	}
}

/** Not a 5xx and not a 429: most clients repeat those, and each repeat would be one more image to pay for. */
function stillUnderWay({ id }: Task, language: Language): JsonReply {
	const message =
		language === "zh"
			? `图片仍在生成中，任务 ${id}，请用 GET /api/paas/v4/async-result/${id} 查询结果`
			: `The image is still being made, as task ${id}: GET /api/paas/v4/async-result/${id} answers it.`;
	return zaiReply(400, { error: { code: ZAI_CODES.processFailed, message } }, adviseRetry(false));
}
