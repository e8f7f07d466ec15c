import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { BytesReply, DialectReply, FileReply } from "../dialects/dialect.ts";
import { answerBytes, answerFilm } from "../media/serve-film.ts";
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
	else if ("events" in answer) {
		try {
			await sendEvents(reply, answer, services.clock);
		} catch (err) {
			// Its head has gone out, so that nobody can answer with an error any more.
			services.log.error({ err, url: request.url.split("?", 1)[0] }, "a stream of events broke off");
		}
	} else await sendFile(exchange, answer, services);
}

async function sendFile(
	{ request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
	served: FileReply | BytesReply,
	{ blobs, clock }: Pick<HttpServices, "blobs" | "clock">,
): Promise<void> {
	const asked = { method: request.method, headers: request.headers, now: clock.now() };
	const answer = "file" in served ? await answerFilm(asked, served.file, blobs) : await answerBytes(asked, served.made);
	reply.code(answer.status).headers({ ...ofNoPage(answer.headers), ...served.headers });
	await reply.send(answer.body === null ? undefined : Readable.fromWeb(answer.body as never));
}

/** A signed link is its own right to read, for any page; with a key the server's origins decide who may, as of all that it answers. */
function ofNoPage(headers: Readonly<Record<string, string>>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(access-control|cross-origin)-/.test(name)));
}
