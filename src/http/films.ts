import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type FilmgateError, toFilmgateError } from "../core/errors.ts";
import { findLinkedBytes } from "../media/linked-bytes.ts";
import { answerFilm } from "../media/serve-film.ts";
import type { HttpServices } from "./services.ts";

/** A film or upload, and a film's cover: `/films/1.mp4`, `/films/1/cover.jpg`, `/uploads/1.png`. */
export const FILE_PATHS = ["/films/:file", "/films/:id/:file", "/uploads/:file"] as const;

/** `/films/…` and `/uploads/…`: the signature in the link is the right to read; there is no other key check. */
export function addFilms(app: FastifyInstance, services: HttpServices): void {
	const options = { exposeHeadRoute: false, method: ["GET", "HEAD", "OPTIONS"] };
	for (const url of FILE_PATHS) {
		app.route({ ...options, url, handler: (request, reply) => serve(request, reply, services) });
	}
}

async function serve(request: FastifyRequest, reply: FastifyReply, services: HttpServices): Promise<FastifyReply> {
	try {
		const bytes = await findLinkedBytes(request.url, services);
		const { method, headers } = request;
		const answer = await answerFilm({ method, headers, now: services.clock.now() }, bytes, services.blobs);
		reply.code(answer.status).headers(answer.headers);
		return answer.body === null ? reply.send() : reply.send(Readable.fromWeb(answer.body as never));
	} catch (thrown) {
		return refuse(reply, toFilmgateError(thrown), services);
	}
}

function refuse(reply: FastifyReply, error: FilmgateError, services: HttpServices): FastifyReply {
	if (error.code === "internal") services.log.error({ err: error.cause ?? error }, "a film could not be served");
	const status = error.code === "bad_key" ? 403 : error.code === "not_found" ? 404 : 500;
	return reply
		.code(status)
		.header("x-content-type-options", "nosniff")
		.type("text/plain; charset=utf-8")
		.send(`${error.message}\n`);
}
