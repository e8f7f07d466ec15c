import { readFile } from "node:fs/promises";
import type { Medium } from "../../core/medium.ts";
import type { Order } from "../../core/order.ts";
import type { EngineStart, StartContext } from "../../core/ports/engine.ts";
import type { Log } from "../../core/ports/log.ts";
import { zaiAcceptedAnswer } from "../../wire/zai/answers.ts";
import type { ZaiGeneration } from "../../wire/zai/bodies.ts";
import type { ZaiHandle } from "./engine.ts";
import { judgeStart } from "./errors.ts";
import { type Generation, toGeneration, whyImpossible } from "./generation.ts";
import { NotSent, type UpstreamAnswer, type UpstreamHttp } from "../../upstream/http.ts";
import type { ZaiSettings } from "./settings.ts";

export interface StartNeeds {
	readonly name: string;
	readonly settings: Pick<ZaiSettings, "model" | "startLimitSeconds">;
	readonly http: UpstreamHttp;
	readonly log: Log;
	/** A file with an input's bytes. */
	localPath(sha256: string): Promise<string>;
}

const UNREACHABLE_MS = 10_000;
const OPERATOR_MS = 60_000;

/** Asks for one film, once. The start token goes along as `request_id`. */
export async function start(order: Order, context: StartContext, needs: StartNeeds): Promise<EngineStart> {
	const generation = toGeneration(order, needs.settings.model);
	const impossible = whyImpossible(generation);
	if (impossible !== null) return { kind: "refused", failure: { code: "engine_refused", message: impossible } };
	const image = await readPicture(generation.picture, needs);
	if (image instanceof Error) return notTaken("the picture could not be read", OPERATOR_MS);
	const body = { ...generation.body, ...image, request_id: context.startToken };
	const answer = await post(body, context.signal, needs);
	return answer instanceof NotSent
		? notTaken("the upstream could not be reached", UNREACHABLE_MS)
		: toStart(answer, generation, needs);
}

function toStart(answer: UpstreamAnswer, { model, warnings }: Generation, { name, log }: StartNeeds): EngineStart {
	const accepted = zaiAcceptedAnswer.safeParse(answer.body);
	if (answer.status >= 200 && answer.status < 300 && accepted.success) {
		const handle: ZaiHandle = { id: accepted.data.id, model: accepted.data.model ?? model };
		return { kind: "started", handle, warnings };
	}
	const verdict = judgeStart(answer);
	switch (verdict.kind) {
		case "unclear":
			throw new Error(`Whether the start was accepted is unknown: ${verdict.reason}.`);
		case "misconfigured":
			log.error(
				{ engine: name, reason: verdict.reason },
				"an upstream takes no order from us: see its key and base URL",
			);
			return notTaken(verdict.reason, OPERATOR_MS);
		default:
			return verdict;
	}
}

/** Rejects when the request may have arrived and its answer did not. */
async function post(body: object, signal: AbortSignal, { name, settings, http, log }: StartNeeds) {
	const limit = AbortSignal.timeout(settings.startLimitSeconds * 1000);
	try {
		return await http.post("videos/generations", { json: body }, { signal: AbortSignal.any([signal, limit]) });
	} catch (error) {
		if (!(error instanceof NotSent)) throw error;
		log.warn({ engine: name, err: error }, "an upstream could not be reached");
		return error;
	}
}

/** A failure is given back and not thrown: nothing has been asked yet, so nothing is unclear. */
async function readPicture(
	picture: Medium | null,
	needs: StartNeeds,
): Promise<Pick<ZaiGeneration, "image_url"> | Error> {
	if (picture === null) return {};
	try {
		const bytes = await readFile(await needs.localPath(picture.sha256));
		return { image_url: `data:${picture.mime};base64,${bytes.toString("base64")}` };
	} catch (error) {
		needs.log.error({ engine: needs.name, err: error }, "a picture could not be read");
		return error instanceof Error ? error : new Error(String(error));
	}
}

function notTaken(reason: string, askAgainAfterMs: number): EngineStart {
	return { kind: "not-taken", reason, askAgainAfterMs };
}
