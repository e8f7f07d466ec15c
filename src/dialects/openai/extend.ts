import type { Caller } from "../../core/account.ts";
import { FilmgateError, missingField } from "../../core/errors.ts";
import { NO_SETTINGS, type Order } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import type { Task } from "../../core/task.ts";
import type { UseCases } from "../../core/use-cases/use-cases.ts";
import { EXTENSION, VIDEO_LIMITS } from "../../wire/openai/models.ts";
import { quote } from "../../wire/openai/prices.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import { accept, type Wanted } from "./accept.ts";
import { type Body, type Reading, readBody } from "./read-body.ts";
import { readModel } from "./read-model.ts";
import { readPrompt } from "./read-prompt.ts";
import { readSource, type Source } from "./source.ts";
import { keptFromSource } from "./unheeded.ts";

/** `POST /v1/videos/extensions`: a completed or uploaded video goes on. Its answer's `seconds` are those of the whole. */
export const extend: Handler<JsonReply> = async (request, services) => {
	const reading = { request, services };
	const body = await readBody(reading, { video: VIDEO_LIMITS });
	return await accept(reading, { call: "extend", body }, () => prepare(body, reading));
};

async function prepare(body: Body, reading: Reading): Promise<Wanted> {
	const { request, services } = reading;
	const { caller } = request;
	const prompt = readPrompt(body.fields);
	const said = body.fields.oneOf("seconds", EXTENSION.seconds);
	if (said === null) throw missingField("seconds", EXTENSION.seconds.join(", "));
	const added = Number(said);
	const source = await readSource(body, reading);
	checkLength(source, added);
	if (source.task !== null) await checkTimes(source.task, { caller, tasks: services.tasks });
	const order: Order = {
		operation: "extend",
		model: readModel(body.fields, services.models, source.task?.order.model),
		prompt,
		negativePrompt: null,
		inputs: [{ role: "source", medium: source.medium }],
		seed: services.tasks.mintSeed(),
		width: source.width,
		height: source.height,
		seconds: source.seconds + added,
		fps: source.fps,
		sound: true,
		mark: caller.mark,
		settings: { ...NO_SETTINGS, sourceTask: source.task?.id ?? null },
		script: caller.mode === "test" ? readScript(prompt) : null,
	};
	return { order, price: quote({ ...order, seconds: added }), warnings: keptFromSource(body.fields, []) };
}

function checkLength(source: Source, added: number): void {
	const whole = source.seconds + added;
	if (whole <= EXTENSION.maxSeconds) return;
	const allowed = `${EXTENSION.maxSeconds} seconds in all`;
	const message = `The extended video would be ${whole} seconds long: allowed are ${allowed}.`;
	throw new FilmgateError("invalid_field", message, { field: "seconds", allowed });
}

/** Counts the extensions that a video came from. A deleted one counts as long as it is remembered. */
async function checkTimes(
	task: Task,
	{ caller, tasks }: { readonly caller: Caller; readonly tasks: UseCases },
): Promise<void> {
	let times = 0;
	for (let at: Task | null = task; at?.order.operation === "extend"; times += 1) {
		if (times + 1 >= EXTENSION.times) {
			const allowed = `${EXTENSION.times} extensions of one video`;
			const message = `The video was extended as often as it may be: allowed are ${allowed}.`;
			throw new FilmgateError("invalid_field", message, { field: "video[id]", allowed });
		}
		const sourceTask: number | null = at.order.settings.sourceTask;
		at = sourceTask === null ? null : await tasks.readEvenDeleted(caller, sourceTask).catch(orNull);
	}
}

function orNull(error: unknown): null {
	if (error instanceof FilmgateError && error.code === "not_found") return null;
	throw error;
}
