import { FilmgateError } from "../../core/errors.ts";
import { NO_SETTINGS, type Order } from "../../core/order.ts";
import { readScript } from "../../core/script.ts";
import type { Warning } from "../../core/task.ts";
import { DEFAULT_MODEL, VIDEO_LIMITS } from "../../wire/openai/models.ts";
import { quote } from "../../wire/openai/prices.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import { accept, type Wanted } from "./accept.ts";
import { readVideoId } from "./ids.ts";
import { type Reading, readBody } from "./read-body.ts";
import { readModel } from "./read-model.ts";
import { readPrompt } from "./read-prompt.ts";
import { findSource, readSource, type Source } from "./source.ts";
import { keptFromSource } from "./unheeded.ts";

/** `POST /v1/videos/{id}/remix`: a completed video once more, as another prompt has it. */
export const remix: Handler<JsonReply> = async (request, services) => {
	const reading = { request, services };
	const id = readVideoId(request.params);
	const body = await readBody(reading);
	return await accept(reading, { call: `remix ${id}`, body }, async () => {
		const prompt = readPrompt(body.fields);
		const source = await findSource(id, "video_id", reading).catch(asNotFound);
		const warnings = keptFromSource(body.fields, ["model", "seconds"]);
		return modify({ prompt, source, model: source.task?.order.model ?? DEFAULT_MODEL, warnings }, reading);
	});
};

/** `POST /v1/videos/edits`: the same of an uploaded video, or of one by its id. */
export const edit: Handler<JsonReply> = async (request, services) => {
	const reading = { request, services };
	const body = await readBody(reading, { video: VIDEO_LIMITS });
	return await accept(reading, { call: "edit", body }, async () => {
		const prompt = readPrompt(body.fields);
		const source = await readSource(body, reading);
		const model = readModel(body.fields, services.models, source.task?.order.model);
		return modify({ prompt, source, model, warnings: keptFromSource(body.fields, ["seconds"]) }, reading);
	});
};

interface ModifyWish {
	readonly prompt: string;
	readonly source: Source;
	readonly model: string;
	readonly warnings: readonly Warning[];
}

function modify({ prompt, source, model, warnings }: ModifyWish, { request, services }: Reading): Wanted {
	const { caller } = request;
	const order: Order = {
		operation: "modify",
		model,
		prompt,
		negativePrompt: null,
		inputs: [{ role: "source", medium: source.medium }],
		seed: services.tasks.mintSeed(),
		width: source.width,
		height: source.height,
		seconds: source.seconds,
		fps: source.fps,
		sound: true,
		mark: caller.mark,
		settings: { ...NO_SETTINGS, sourceTask: source.task?.id ?? null },
		script: caller.mode === "test" ? readScript(prompt) : null,
	};
	return { order, price: quote(order), warnings };
}

/** The video is what the path names: without it there is nothing at this address. */
function asNotFound(error: unknown): never {
	if (!(error instanceof FilmgateError) || error.code !== "medium_not_found") throw error;
	throw new FilmgateError("not_found", "There is no such completed video.", { field: "video_id", cause: error });
}
