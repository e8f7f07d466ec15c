import type { FastifyReply } from "fastify";
import type { DialectReply } from "../dialects/dialect.ts";

const JSON_TYPE = "application/json; charset=utf-8";

/** Sends a dialect's answer; what it says of its content type wins. */
export function send(reply: FastifyReply, answer: DialectReply): FastifyReply {
	reply.code(answer.status);
	if (answer.headers !== undefined) reply.headers(answer.headers);
	if (answer.body === null) return reply.send();
	if (!reply.hasHeader("content-type")) reply.header("content-type", JSON_TYPE);
	return reply.send(Buffer.from(JSON.stringify(answer.body)));
}
