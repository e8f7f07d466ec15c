import { isUtf8 } from "node:buffer";
import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../core/account.ts";
import { FilmgateError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { DialectRequest, FormPart, Links } from "../dialects/dialect.ts";
import { readForm } from "./form.ts";
import { readStream } from "./raw-body.ts";

/** Why a request's signal fired, unless it was the server that closes. Nobody is there to read of it. */
export class ClientLeft extends Error {
	override readonly name = "ClientLeft";
}

interface Surroundings {
	readonly caller: Caller;
	readonly links: Links;
	/** Fires when the server closes. */
	readonly closing: AbortSignal;
	/** Bytes of a JSON body, and of a form's fields together. */
	readonly bodyLimit: number;
}

/** A Fastify request as a dialect sees it. */
export function toDialectRequest(
	request: FastifyRequest,
	reply: FastifyReply,
	{ caller, links, closing, bodyLimit }: Surroundings,
): DialectRequest {
	let signal: AbortSignal | null = null;
	return {
		params: request.params as Record<string, string>,
		query: firstValues(request.query as Record<string, string | string[]>),
		headers: request.headers,
		caller,
		// Few requests wait for anything; the others need no listeners.
		get signal() {
			signal ??= signalOfEnd(reply, closing);
			return signal;
		},
		links,
		json: () => parseJson(request),
		bodyHash: () => hash("sha256", Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), "hex"),
		form: (): AsyncIterable<FormPart> => readForm(request, bodyLimit),
		stream: () => readStream(request),
	};
}

/** Fires when nobody waits for the answer any more, or nobody may. */
function signalOfEnd({ raw }: FastifyReply, closing: AbortSignal): AbortSignal {
	const end = new AbortController();
	const close = () => end.abort(closing.reason);
	const leave = () => {
		closing.removeEventListener("abort", close);
		if (!raw.writableFinished) end.abort(new ClientLeft("The client went away."));
	};
	if (closing.aborted) close();
	else closing.addEventListener("abort", close);
	if (raw.closed) leave();
	else raw.once("close", leave);
	return end.signal;
}

/** A parameter that was sent several times counts once, as it came first. */
function firstValues(query: Readonly<Record<string, string | string[]>>): Record<string, string | undefined> {
	return Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value].flat()[0]]));
}

function parseJson({ body, headers }: FastifyRequest): JsonValue {
	if (!Buffer.isBuffer(body) || body.length === 0) {
		throw new FilmgateError("no_body", "The request has no body: a JSON object is expected.");
	}
	const coding = headers["content-encoding"];
	const about = coding === undefined ? "" : ` Its content encoding is ${coding}: none is taken.`;
	// Read as UTF-8 all the same, words of another encoding would be other words, and would be ordered.
	if (!isUtf8(body)) throw new FilmgateError("malformed_body", `The body is not UTF-8.${about}`);
	try {
		return JSON.parse(body.toString("utf8")) as JsonValue;
	} catch (cause) {
		throw new FilmgateError("malformed_body", `The body is not valid JSON.${about}`, { cause });
	}
}
