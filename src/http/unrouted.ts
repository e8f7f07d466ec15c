import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { FilmgateError } from "../core/errors.ts";
import { WIRES } from "./routes.ts";
import { send } from "./send.ts";

/** What lies under no wire: a clear 404, before a byte of a body is read. */
export async function addUnrouted(app: FastifyInstance): Promise<void> {
	await app.register(async (scope) => {
		const refuse = async (request: FastifyRequest, reply: FastifyReply) =>
			reply.code(404).send({ error: "not_found", message: `There is no ${request.method} ${pathOf(request)}.` });
		scope.addHook("onRequest", refuse);
		scope.setNotFoundHandler(refuse);
	});
}

/** A URL that cannot be read, or has a part longer than any id: in the words of the wire that it would have belonged to. */
export function refuseUrl(request: FastifyRequest, reply: FastifyReply): void {
	const error = new FilmgateError("invalid_id", "The URL has a part that no id looks like.", { field: "id" });
	const wire = WIRES.find(({ prefix }) => request.url.startsWith(`${prefix}/`));
	if (wire !== undefined) send(reply, wire.dialect.renderError(error, request.headers));
	else send(reply, { status: 400, body: { error: "bad_url", message: "The URL cannot be read." } });
}

function pathOf({ url }: FastifyRequest): string {
	return url.split("?", 1)[0] as string;
}
