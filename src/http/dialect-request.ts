import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../core/account.ts";
import { FilmgateError } from "../core/errors.ts";
import type { JsonValue } from "../core/json.ts";
import type { DialectRequest, FormPart, Links } from "../dialects/dialect.ts";
import { readForm } from "./form.ts";

/** A Fastify request as a dialect sees it. */
export function toDialectRequest(
	request: FastifyRequest,
	reply: FastifyReply,
	{ caller, links }: { readonly caller: Caller; readonly links: Links },
): DialectRequest {
	const gone = new AbortController();
	reply.raw.once("close", () => {
		if (!reply.raw.writableFinished) gone.abort(new Error("The client went away."));
	});
	return {
		path: request.url,
		params: request.params as Record<string, string>,
		query: request.query as Record<string, string | undefined>,
		headers: request.headers,
		caller,
		signal: gone.signal,
		links,
		json: () => parseJson(request.body),
		bodyHash: () => hash("sha256", Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), "hex"),
		form: (): AsyncIterable<FormPart> => readForm(request),
	};
}

function parseJson(body: unknown): JsonValue {
	if (!Buffer.isBuffer(body) || body.length === 0) {
		throw new FilmgateError("no_body", "The request has no body: a JSON object is expected.");
	}
	try {
		return JSON.parse(body.toString("utf8")) as JsonValue;
	} catch (cause) {
		throw new FilmgateError("malformed_body", "The body is not valid JSON.", { cause });
	}
}
