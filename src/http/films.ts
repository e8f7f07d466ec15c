import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { FilmgateError, toFilmgateError } from "../core/errors.ts";
import { mintedAt } from "../core/ids.ts";
import { answerFilm, type ServedBytes } from "../media/serve-film.ts";
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
		const bytes = await find(request.url, services);
		const { method, headers } = request;
		const answer = await answerFilm({ method, headers, now: services.clock.now() }, bytes, services.blobs);
		reply.code(answer.status).headers(answer.headers);
		return answer.body === null ? reply.send() : reply.send(Readable.fromWeb(answer.body as never));
	} catch (thrown) {
		return refuse(reply, toFilmgateError(thrown), services);
	}
}

async function find(url: string, services: HttpServices): Promise<ServedBytes> {
	const link = services.signer.verify(url, services.clock.now());
	if (link.kind === "forged") throw new FilmgateError("bad_key", "This link was not made by this server.");
	if (link.kind === "expired") throw new FilmgateError("not_found", "This link has expired.");
	const found =
		link.part === "upload" ? await findUpload(link.id, services) : await findFilm(link.id, link.part, services);
	if (found === null) throw new FilmgateError("not_found", "What this link opened was deleted.");
	return { ...found, fileName: `filmgate-${link.id}.${link.extension}`, expiresAt: link.expiresAt };
}

type Found = Pick<ServedBytes, "sha256" | "mime" | "bytes" | "modifiedAt"> | null;

async function findFilm(id: number, part: "film" | "cover", services: HttpServices): Promise<Found> {
	const record = await services.store.findFilm(id);
	const bytes = part === "film" ? record?.film : record?.film.cover;
	return record === null || bytes === null || bytes === undefined ? null : { ...bytes, modifiedAt: mintedAt(id) };
}

async function findUpload(id: number, services: HttpServices): Promise<Found> {
	const upload = await services.uploads.findUpload(id);
	return upload === null ? null : { ...upload.medium, modifiedAt: upload.createdAt };
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
