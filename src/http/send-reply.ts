import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { DialectReply, FileReply } from "../dialects/dialect.ts";
import { answerFilm } from "../media/serve-film.ts";
import { send } from "./send.ts";
import { sendEvents } from "./send-events.ts";
import type { HttpServices } from "./services.ts";

/** Sends whatever a handler answered. */
export async function sendReply(
	exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
	answer: DialectReply,
	services: Pick<HttpServices, "blobs" | "clock" | "log">,
): Promise<void> {
	const { request, reply } = exchange;
	if ("body" in answer) send(reply, answer);
	else if ("file" in answer) await sendFile(exchange, answer, services);
	else if ("events" in answer) {
		try {
			await sendEvents(reply, answer, services.clock);
		} catch (err) {
			// Its head has gone out, so that nobody can answer with an error any more.
			services.log.error({ err, url: request.url.split("?", 1)[0] }, "a stream of events broke off");
		}
	} else {
		const { bytes, mime, headers } = answer;
		await reply
			.code(200)
			.headers({ "content-type": mime, ...headers })
			.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	}
}

async function sendFile(
	{ request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
	{ file, headers }: FileReply,
	{ blobs, clock }: Pick<HttpServices, "blobs" | "clock">,
): Promise<void> {
	const asked = { method: request.method, headers: request.headers, now: clock.now() };
	const answer = await answerFilm(asked, file, blobs);
	reply.code(answer.status).headers({ ...ofNoPage(answer.headers), ...headers });
	await reply.send(answer.body === null ? undefined : Readable.fromWeb(answer.body as never));
}

/** A signed link is its own right to read, for any page; with a key the server's origins decide who may, as of all that it answers. */
function ofNoPage(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(access-control|cross-origin)-/.test(name)));
}
