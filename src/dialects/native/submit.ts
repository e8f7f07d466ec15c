import { FilmgateError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { isTerminal, type Task } from "../../core/task.ts";
import type { RequestIdentity, Submitted } from "../../core/use-cases/use-cases.ts";
import type { DialectRequest, DialectServices, Handler } from "../dialect.ts";
import { readFields } from "./fields.ts";
import { nameInputs, takeInputs } from "./inputs.ts";
import { DEFAULT_MODEL } from "./models.ts";
import { buildOrder, readOperation } from "./order.ts";
import { preferenceApplied, readWaitSeconds } from "./prefer.ts";
import { priceOf } from "./prices.ts";
import { readBody, readIdentity } from "./request.ts";
import { spellTaskId } from "./task-id.ts";
import { lookAgain, viewTask } from "./view-task.ts";
import { findWarnings } from "./warnings.ts";

/** POST /api/v1/tasks: 202 with the accepted task; 200 when it was accepted before, or has ended within `Prefer: wait`. */
export const submit: Handler = async (request, services) => {
	const body = readBody(request);
	const identity = readIdentity(request);
	const known = identity === null ? null : await services.tasks.replay(request.caller, identity);
	const { task: accepted, replayed } =
		known === null ? await accept({ body, identity }, request, services) : { task: known, replayed: true };
	const waitSeconds = readWaitSeconds(request.headers);
	const waited = waitSeconds === null ? null : await waitFor(accepted, waitSeconds, { request, services });
	const task = waited ?? accepted;
	return {
		status: replayed || isTerminal(task.status) ? 200 : 202,
		headers: {
			location: `/api/v1/tasks/${spellTaskId(task.id)}`,
			...(replayed ? { "idempotent-replayed": "true" } : {}),
			...preferenceApplied(waited === null ? null : waitSeconds),
			...lookAgain(task),
		},
		body: await viewTask(task, request.links, services.tasks),
	};
};

/** What is new: checked, its media taken in, priced, stored. */
async function accept(
	{ body, identity }: { body: JsonObject; identity: RequestIdentity | null },
	request: DialectRequest,
	services: DialectServices,
): Promise<Submitted> {
	const { caller } = request;
	const fields = readFields(body);
	const model = readModelName(fields.model, services.models);
	const named = nameInputs(fields);
	const wishes = readOperation(fields, named, services.tasks.operationsOf(caller, model));
	const webhook = fields.webhook === null ? null : await services.tasks.checkWebhook(caller, fields.webhook, "webhook");
	const inputs = await takeInputs(named, request, services);
	const order = buildOrder(wishes, { model, inputs, caller, mintSeed: () => services.tasks.mintSeed() });
	const submission = {
		wire: "native",
		order,
		price: priceOf(order),
		clientReference: fields.clientReference,
		startWithinMs: milliseconds(fields.startWithin),
		finishWithinMs: milliseconds(fields.finishWithin),
		webhook,
		warnings: findWarnings(wishes.operation, fields, named),
	} as const;
	return services.tasks.submit(caller, submission, identity);
}

function milliseconds(seconds: number | null): number | null {
	return seconds === null ? null : seconds * 1_000;
}

function readModelName(sent: string | null, models: readonly string[]): string {
	const model = sent ?? DEFAULT_MODEL;
	if (models.includes(model)) return model;
	const allowed = models.join(", ");
	throw new FilmgateError("unknown_model", `There is no model of this name: allowed is ${allowed}.`, {
		field: "model",
		allowed,
	});
}

/**
 * Null when it cannot be waited for: too many answers are held open, or it was deleted. A refusal would be wrong by then:
 * the task is there and has its price, and whoever asked again would have a second one.
 */
async function waitFor(
	task: Task,
	seconds: number,
	{ request, services }: { request: DialectRequest; services: DialectServices },
): Promise<Task | null> {
	try {
		return await services.tasks.wait(request.caller, task.id, { waitMs: seconds * 1_000, signal: request.signal });
	} catch (error) {
		if (error instanceof FilmgateError && (error.code === "rate_limited" || error.code === "not_found")) return null;
		throw error;
	}
}
