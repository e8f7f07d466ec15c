import type { Medium } from "../../core/medium.ts";
import type { Order } from "../../core/order.ts";
import type { EngineStart, StartContext } from "../../core/ports/engine.ts";
import type { Log } from "../../core/ports/log.ts";
import { askOnce } from "../../upstream/ask-once.ts";
import { NotSent, numberOf, type UpstreamHttp } from "../../upstream/http.ts";
import { videoCreatedAnswer } from "../../wire/pixverse/answers.ts";
import { ERR_CODE, TRACE_HEADER } from "../../wire/pixverse/codes.ts";
import { type Generation, toGeneration } from "./generation.ts";
import type { PixverseSettings } from "./settings.ts";
import { UploadRefused, type Uploads } from "./uploads.ts";
import { judge, readAnswer, type Verdict } from "./verdicts.ts";

export interface StartNeeds {
	readonly name: string;
	readonly settings: Pick<PixverseSettings, "model" | "startLimitSeconds">;
	readonly http: UpstreamHttp;
	readonly uploads: Uploads;
	readonly log: Log;
}

const UNREACHABLE_MS = 10_000;
const OPERATOR_MS = 60_000;
/** An input that the upstream forgot is sent anew at once. */
const FORGOTTEN_MS = 1_000;

/** Sends the inputs ahead, then asks for one film, once. The start token goes along as `Ai-trace-id`. */
export async function start(order: Order, context: StartContext, needs: StartNeeds): Promise<EngineStart> {
	const generation = toGeneration(order, needs.settings);
	if (generation.impossible !== null) {
		return { kind: "refused", failure: { code: "engine_refused", message: generation.impossible } };
	}
	const sent = await sendInputs(generation, context, needs);
	if ("kind" in sent) return sent;
	const body = { ...generation.body, ...sent.ids };
	const { signal, startToken } = context;
	const headers = { [TRACE_HEADER]: startToken };
	const answer = await askOnce(generation.path, { body: { json: body }, signal, headers }, needs);
	if (answer instanceof NotSent) return notTaken("the upstream could not be reached", UNREACHABLE_MS);
	const said = readAnswer(answer);
	const code = answer.isFinal ? 0 : (said?.code ?? 0);
	const forgotten = sent.remembered.filter((medium) => mayBeForgotten(medium, code));
	if (forgotten.length > 0) {
		for (const medium of forgotten) needs.uploads.forget(medium);
		return notTaken("the upstream no longer knew an input", FORGOTTEN_MS);
	}
	const created = videoCreatedAnswer.safeParse(answer.status === 200 && said?.code === 0 ? said.resp : null);
	if (!created.success) return act(judge(answer), needs);
	return { kind: "started", handle: { videoId: created.data.video_id }, warnings: generation.warnings };
}

interface SentInputs {
	/** By the body's field, ready to be sent. */
	readonly ids: Readonly<Record<string, object>>;
	/** Those that the upstream was believed to know already. */
	readonly remembered: readonly Medium[];
}

/** Nothing has been asked for while these are on their way, so nothing that goes wrong here is unclear. */
async function sendInputs(
	{ inputs }: Generation,
	{ signal }: StartContext,
	needs: StartNeeds,
): Promise<SentInputs | EngineStart> {
	try {
		const sent = await Promise.all(
			Object.entries(inputs).map(async ([field, medium]) => {
				return { field, medium, ...(await needs.uploads.send(medium, signal)) };
			}),
		);
		return {
			ids: Object.fromEntries(sent.map(({ field, id }) => [field, numberOf(id)])),
			remembered: sent.filter(({ remembered }) => remembered).map(({ medium }) => medium),
		};
	} catch (error) {
		if (error instanceof UploadRefused) {
			const verdict = judge(error.answer);
			if (verdict.kind === "unclear") return notTaken(verdict.reason, UNREACHABLE_MS);
			return act(verdict, needs);
		}
		needs.log.warn({ engine: needs.name, err: error }, "an input could not be sent to an upstream");
		return notTaken("an input could not be sent", UNREACHABLE_MS);
	}
}

function act(verdict: Verdict, { name, log }: StartNeeds): EngineStart {
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

/** What is not there of films, the wire says by the number of all that is wrong with an order: then it is sent anew once. */
function mayBeForgotten({ mime }: Medium, code: number): boolean {
	const isPicture = mime.startsWith("image/");
	return code === ERR_CODE.notFound || code === (isPicture ? ERR_CODE.invalidImageId : ERR_CODE.invalidParameter);
}

function notTaken(reason: string, askAgainAfterMs: number): EngineStart {
	return { kind: "not-taken", reason, askAgainAfterMs };
}
