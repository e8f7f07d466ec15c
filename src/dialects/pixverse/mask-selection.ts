import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { Upload } from "../../core/medium.ts";
import { credits, creditsOwed } from "../../core/money.ts";
import type { FoundRegions } from "../../core/ports/picture-maker.ts";
import type { Task } from "../../core/task.ts";
import type { MaskSelection } from "../../wire/pixverse/bodies.ts";
import { CALLS } from "../../wire/pixverse/calls.ts";
import { MASK_CREDITS } from "../../wire/pixverse/operation-prices.ts";
import type { Handler, JsonReply } from "../dialect.ts";
import type { Ask } from "./ask.ts";
import { completeOrder } from "./complete-order.ts";
import { success } from "./envelope.ts";
import { readBody } from "./fields.ts";
import { keyframeOf } from "./find-mask.ts";
import { keepMasks, masksOf } from "./keep-masks.ts";
import { asInput, findSource, type Source, workOn } from "./sources.ts";
import { readIdentity } from "./trace.ts";

/**
 * `POST /openapi/v2/video/mask/selection`: what can be swapped in a frame of a film, answered at once. It is billed as a
 * task that has ended when it is answered: a picture (the frame) made of a film.
 */
export const maskSelection: Handler = async (request, services) => {
	const ask = { request, services };
	const body = request.json();
	const identity = readIdentity(request, "mask");
	const known = identity === null ? null : await services.tasks.replay(request.caller, identity);
	if (known !== null) return repeat(ask, known);

	const fields = readBody(body, CALLS.mask.fields);
	const source = await findSource(ask, fields, "mask");
	const keyframe = keyframeOf(fields.keyframe_id);
	await checkBalance(ask);
	const found = await findRegions(ask, source, keyframe);
	const seed = services.tasks.mintSeed();
	const kept = await keepMasks(ask, found, { source: source.medium.sha256, keyframe, selection: seed });
	const submission = {
		wire: "pixverse",
		order: completeOrder(ask, {
			operation: "image-template",
			model: "mask_selection",
			prompt: "",
			inputs: [asInput(source)],
			...workOn(source),
			seconds: 0,
			fps: 0,
			seed,
			settings: { keyframe, sourceTask: source.task },
		}),
		price: credits(MASK_CREDITS),
		clientReference: identity?.key ?? null,
		startWithinMs: null,
	} as const;
	const { task, replayed } = await services.tasks
		.submitMade(request.caller, { submission, films: kept.films }, identity)
		.catch(async (thrown: unknown) => {
			await kept.forget();
			throw thrown;
		});
	if (!replayed) return render(ask, task, kept.masks);
	await kept.forget();
	return repeat(ask, task);
};

/** What the first request of this name was answered. */
async function repeat(ask: Ask, task: Task): Promise<JsonReply> {
	return render(ask, task, await masksOf(ask, task));
}

/** Before any work is done for nothing; the ledger has the last word. */
async function checkBalance({ request, services }: Ask): Promise<void> {
	const { balance } = await services.tasks.readPurse(request.caller);
	if (balance >= credits(MASK_CREDITS)) return;
	throw new FilmgateError("insufficient_credits", "The account's balance does not cover a mask selection.");
}

async function findRegions({ services }: Ask, { medium }: Source, keyframe: number): Promise<FoundRegions> {
	const found = await services.pictures.regions(medium.sha256, keyframe);
	if (found.frame !== keyframe) throw invalidField("keyframe_id", `1 to ${found.frame}, the frames of this video`);
	return found;
}

function render({ request: { links } }: Ask, task: Task, masks: readonly Upload[]): JsonReply {
	const [keyframe] = task.films;
	if (keyframe === undefined) throw new FilmgateError("not_found", "This mask selection is no longer kept.");
	const resp: MaskSelection = {
		keyframe_id: task.order.settings.keyframe ?? 1,
		keyframe_url: links.film(task, keyframe),
		credits: creditsOwed(task.price),
		mask_info: masks.map((mask) => ({
			mask_id: String(mask.id),
			mask_name: mask.name ?? "",
			mask_url: links.upload(mask),
		})),
	};
	return success(resp);
}
