import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyReply } from "fastify";
import type { JsonReply } from "../dialects/dialect.ts";

export const JSON_TYPE = "application/json; charset=utf-8";

/** Sends a dialect's answer; what it says of its content type wins. */
export function send(reply: FastifyReply, { status, headers, body }: JsonReply): void {
	const text = body === null ? "" : JSON.stringify(body);
	const type = body === null ? {} : { "content-type": JSON_TYPE };
	const length = { "content-length": Buffer.byteLength(text) };
	// Fastify itself says one thing at times: that the connection ends.
	const said = reply.getHeaders() as OutgoingHttpHeaders;
	sendPrepared(reply, { status, head: { ...said, ...type, ...headers, ...length }, body: text });
}

export interface PreparedAnswer {
	readonly status: number;
	/** Headers by name, or names and values in turn. */
	readonly head: OutgoingHttpHeaders | string[];
	readonly body: string;
}

/**
 * Past Fastify, which would look at each header once more, and with a body that is text: it goes out with its head in one
 * write. Node itself leaves the body out where there must be none (HEAD, 304).
 */
export function sendPrepared(reply: FastifyReply, { status, head, body }: PreparedAnswer): void {
	reply.raw.writeHead(status, head as OutgoingHttpHeaders);
	reply.hijack();
	reply.raw.end(body);
}
