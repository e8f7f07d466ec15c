import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { isTerminal, type Task } from "../../core/task.ts";
import type { RequestIdentity, Submitted } from "../../core/use-cases/use-cases.ts";
import type { DialectRequest, DialectServices, Handler } from "../dialect.ts";
import { type Fields, readFields } from "./fields.ts";
import { buildOrder, readOperation } from "./order.ts";
import { preferenceApplied, readWaitSeconds } from "./prefer.ts";
import { priceOf } from "./prices.ts";
import { spellTaskId } from "./task-id.ts";
import { lookAgain, viewTask } from "./view-task.ts";

/** POST /api/v1/tasks: 202 with the accepted task; 200 when it was accepted before, or has ended within `Prefer: wait`. */
export const submit: Handler = async (request, services) => {
	const body = readBody(request);
	const identity = readIdentity(request);
	const known = identity === null ? null : await services.tasks.replay(request.caller, identity);
	const { task: accepted, replayed } =
		known === null ? await accept({ body, identity }, request, services) : { task: known, replayed: true };
	const waitSeconds = readWaitSeconds(request.headers);
	const task = waitSeconds === null ? accepted : await waitFor(accepted, waitSeconds, { request, services });
	return {
		status: replayed || isTerminal(task.status) ? 200 : 202,
		headers: {
			location: `/api/v1/tasks/${spellTaskId(task.id)}`,
			...(replayed ? { "idempotent-replayed": "true" } : {}),
			...preferenceApplied(waitSeconds),
			...lookAgain(task),
		},
		body: await viewTask(task, request.links, services),
	};
};

/** What is new: checked, its picture taken in, priced, stored. */
async function accept(
	{ body, identity }: { body: JsonObject; identity: RequestIdentity | null },
	request: DialectRequest,
	services: DialectServices,
): Promise<Submitted> {
	const { caller } = request;
	const fields = readFields(body);
	const operation = readOperation(fields);
	const webhook = fields.webhook === null ? null : await services.tasks.checkWebhook(caller, fields.webhook, "webhook");
	const image = await takeImage(fields, request, services);
	const order = buildOrder(fields, { operation, image, caller, mintSeed: () => services.tasks.mintSeed() });
	const submission = {
		wire: "native",
		order,
		price: priceOf(order),
		clientReference: fields.clientReference,
		startWithinMs: milliseconds(fields.startWithin),
		finishWithinMs: milliseconds(fields.finishWithin),
		webhook,
	} as const;
	return services.tasks.submit(caller, submission, identity);
}

function milliseconds(seconds: number | null): number | null {
	return seconds === null ? null : seconds * 1_000;
}

async function takeImage({ image, rules }: Fields, { signal }: DialectRequest, { media }: DialectServices) {
	return image === null ? null : media.fromText(image, { ...rules.image, field: "image", signal });
}

function waitFor(
	task: Task,
	seconds: number,
	{ request, services }: { request: DialectRequest; services: DialectServices },
): Promise<Task> {
	return services.tasks.wait(request.caller, task.id, { waitMs: seconds * 1_000, signal: request.signal });
}

function readBody(request: DialectRequest): JsonObject {
	const body = request.json();
	if (body !== null && typeof body === "object" && !Array.isArray(body)) return body as JsonObject;
	throw new FilmgateError("malformed_body", "The body has to be a JSON object.");
}

/** The request's own name, so that sending it again does not make a second film. */
function readIdentity(request: DialectRequest): RequestIdentity | null {
	const key = request.headers["idempotency-key"];
	if (key === undefined) return null;
	if (typeof key === "string" && /^[\x21-\x7e]{1,255}$/.test(key)) {
		return { wire: "native", key, hash: request.bodyHash() };
	}
	throw invalidField("Idempotency-Key", "1 to 255 ASCII characters without spaces");
}
