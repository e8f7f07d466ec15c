import { readFile } from "node:fs/promises";
import type { Medium } from "../../core/medium.ts";
import type { Order } from "../../core/order.ts";
import type { EngineStart, StartContext } from "../../core/ports/engine.ts";
import type { Log } from "../../core/ports/log.ts";
import { zaiAcceptedAnswer, zaiImagesAnswer } from "../../wire/zai/answers.ts";
import type { ZaiGeneration } from "../../wire/zai/bodies.ts";
import type { ZaiHandle } from "./engine.ts";
import { judgeStart } from "./errors.ts";
import { type Generation, toGeneration } from "./generation.ts";
import { askOnce } from "../../upstream/ask-once.ts";
import { NotSent, type UpstreamAnswer, type UpstreamHttp } from "../../upstream/http.ts";
import type { ZaiSettings } from "./settings.ts";

export interface StartNeeds {
	readonly name: string;
	readonly settings: Pick<ZaiSettings, "model" | "imageModel" | "startLimitSeconds">;
	readonly http: UpstreamHttp;
	readonly log: Log;
	/** A file with an input's bytes. */
	localPath(sha256: string): Promise<string>;
}

const UNREACHABLE_MS = 10_000;
const OPERATOR_MS = 60_000;

/** Asks for one film or picture, once. The start token goes along as `request_id`. */
export async function start(order: Order, context: StartContext, needs: StartNeeds): Promise<EngineStart> {
	const generation = toGeneration(order, needs.settings);
	const { impossible } = generation;
	if (impossible !== null) return { kind: "refused", failure: { code: "engine_refused", message: impossible } };
	const images = await readPictures(generation, needs);
	if (images instanceof Error) return notTaken("the picture could not be read", OPERATOR_MS);
	const body = { ...generation.body, ...images, request_id: context.startToken };
	const answer = await askOnce(generation.path, { body: { json: body }, signal: context.signal }, needs);
	return answer instanceof NotSent
		? notTaken("the upstream could not be reached", UNREACHABLE_MS)
		: toStart(answer, generation, needs);
}

function toStart(answer: UpstreamAnswer, generation: Generation, { name, log }: StartNeeds): EngineStart {
	const handle = answer.status >= 200 && answer.status < 300 ? readHandle(answer, generation) : null;
	if (handle !== null) return { kind: "started", handle, warnings: generation.warnings };
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

/** Null when the answer names nothing that could be asked for later. */
function readHandle({ body }: UpstreamAnswer, { path, model }: Generation): ZaiHandle | null {
	if (path === "images/generations") {
		const made = zaiImagesAnswer.safeParse(body);
		return made.success ? { model, pictures: made.data.data.map(({ url }) => url) } : null;
	}
	const accepted = zaiAcceptedAnswer.safeParse(body);
	return accepted.success ? { id: accepted.data.id, model: accepted.data.model ?? model } : null;
}

/** A failure is given back and not thrown: nothing has been asked yet, so nothing is unclear. */
async function readPictures(
	{ pictures, inArray }: Generation,
	needs: StartNeeds,
): Promise<Pick<ZaiGeneration, "image_url"> | Error> {
	try {
		const texts = await Promise.all(pictures.map((picture) => toDataUrl(picture, needs)));
		const [only] = texts;
		if (only === undefined) return {};
		return { image_url: texts.length === 1 && !inArray ? only : texts };
	} catch (error) {
		needs.log.error({ engine: needs.name, err: error }, "a picture could not be read");
		return error instanceof Error ? error : new Error(String(error));
	}
}

async function toDataUrl({ sha256, mime }: Medium, { localPath }: StartNeeds): Promise<string> {
	const bytes = await readFile(await localPath(sha256));
	return `data:${mime};base64,${bytes.toString("base64")}`;
}

function notTaken(reason: string, askAgainAfterMs: number): EngineStart {
	return { kind: "not-taken", reason, askAgainAfterMs };
}
