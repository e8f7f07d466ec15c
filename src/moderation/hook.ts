import { randomUUID } from "node:crypto";
import { Agent, type Dispatcher } from "undici";
import { z } from "zod";
import type { Clock } from "../core/clock.ts";
import { FilmgateError } from "../core/errors.ts";
import type { Log } from "../core/ports/log.ts";
import { ALLOWED, type ModerationVerdict } from "../core/ports/moderator.ts";
import { signMessage } from "../wire/standard-webhooks.ts";
import { Gate } from "./gate.ts";
import { type HookQuestion, writeQuestion } from "./hook-question.ts";
import type { HookSettings } from "./settings.ts";

export interface HookNeeds {
	readonly settings: HookSettings;
	readonly clock: Clock;
	readonly log: Log;
	/** A file with a blob's bytes. */
	localPath(sha256: string): Promise<string>;
}

/** The operator's own service. */
export interface Hook {
	/** Its answer; without one, what its operator set for that: allowed, or a rejection with `busy`. */
	ask(question: HookQuestion): Promise<ModerationVerdict>;
	close(): Promise<void>;
}

/** Questions that are under way at one time; each holds its media in memory. */
const AT_ONCE = 64;
const MAX_ANSWER_BYTES = 64 * 1024;
const MAX_REASON_CHARACTERS = 300;
const ASK_AGAIN_AFTER_MS = 5_000;

/** Something came back, and it is no answer: asking a second time would not help. */
class NoAnswer extends Error {}

const answerSchema = z.object({ allow: z.boolean(), reason: z.string().nullish() });

export function createHook(needs: HookNeeds): Hook {
	const { settings, clock, log } = needs;
	const gate = new Gate(AT_ONCE);
	const agent = new Agent({ connections: AT_ONCE, connect: { timeout: 0 }, headersTimeout: 0, bodyTimeout: 0 });

	return {
		async ask(question) {
			const limit = new AbortController();
			const end = clock.after(settings.timeoutMs, () =>
				limit.abort(new NoAnswer(`no answer in ${settings.timeoutMs} ms`)),
			);
			try {
				return await gate.pass(limit.signal, () => askOnce(agent, question, { ...needs, signal: limit.signal }));
			} catch (error) {
				log.warn(
					{ err: error, stage: question.stage, onFailure: settings.onFailure },
					"the moderation hook gave no answer",
				);
				if (settings.onFailure === "open") return ALLOWED;
				throw new FilmgateError("busy", "The content could not be reviewed at the moment.", {
					retryAfterMs: ASK_AGAIN_AFTER_MS,
					cause: error,
				});
			} finally {
				end();
			}
		},
		close: () => agent.destroy(),
	};
}

type Asking = HookNeeds & { readonly signal: AbortSignal };

async function askOnce(agent: Agent, question: HookQuestion, needs: Asking): Promise<ModerationVerdict> {
	const { url, inlineBytes } = needs.settings;
	const body = await writeQuestion(question, { inlineBytes, localPath: needs.localPath });
	const headers = { "content-type": "application/json", ...(await signatureOf(body, needs)) };
	const { origin, pathname, search } = new URL(url);
	const request = {
		origin,
		path: `${pathname}${search}`,
		method: "POST",
		headers,
		body,
		signal: needs.signal,
	} as const;
	return readAnswer(await sendTwice(agent, request));
}

/** A connection that was kept may be closed while it is used; a review changes nothing, so it may be asked for again. */
async function sendTwice(agent: Agent, request: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
	try {
		return await agent.request(request);
	} catch (error) {
		if ((request.signal as AbortSignal).aborted) throw error;
		return await agent.request(request);
	}
}

async function signatureOf(body: string, { settings, clock }: Asking): Promise<Record<string, string>> {
	if (settings.secret === null) return {};
	const timestamp = Math.floor(clock.now() / 1_000);
	return signMessage({ id: `msg_${randomUUID()}`, timestamp, body, secrets: [settings.secret] });
}

async function readAnswer({ statusCode, body }: Dispatcher.ResponseData): Promise<ModerationVerdict> {
	const text = await readText(body);
	if (statusCode < 200 || statusCode > 299) throw new NoAnswer(`the answer's status is ${statusCode}`);
	const answer = answerSchema.safeParse(parseJson(text));
	if (!answer.success) throw new NoAnswer("the answer is not JSON with allow: true or false");
	return answer.data.allow ? ALLOWED : { kind: "refused", reason: sayReason(answer.data.reason ?? ""), field: null };
}

async function readText(body: Dispatcher.ResponseData["body"]): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += (chunk as Buffer).length;
		if (bytes > MAX_ANSWER_BYTES) throw new NoAnswer(`the answer is over ${MAX_ANSWER_BYTES} bytes`);
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

/** In one line of bounded length, since it goes to the client as it is. */
function sayReason(reason: string): string {
	const line = reason.replace(/[\p{Cc}\s]+/gu, " ").trim();
	return line === "" ? "The content was refused." : [...line].slice(0, MAX_REASON_CHARACTERS).join("");
}
