import { hash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../core/account.ts";
import type { Dialect, StatusReader } from "../dialects/dialect.ts";
import { authenticate } from "./authenticate.ts";
import { createLinks } from "./links.ts";
import { originOf } from "./origin.ts";
import type { HttpServices } from "./services.ts";
import { JSON_TYPE, type PreparedAnswer, sendPrepared } from "./send.ts";
import type { Answer } from "./status-cache.ts";

/** A status poll: the hot path. A key and a task that memory knows are answered in the tick that asked. */
export interface StatusRoute {
	/** The whole of it, for every poll. */
	readonly handle: (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>;
	/** The answer as far as memory has it; null, and nothing has happened, where it takes more to find out. */
	fromMemory(headers: IncomingHttpHeaders, id: string): PreparedAnswer | null;
}

export function statusRoute(dialect: Dialect, reader: StatusReader, services: HttpServices): StatusRoute {
	const { keyring, limits, statuses, tasks } = services;
	const read = reader.readsDeleted === true ? tasks.readEvenDeleted : tasks.read;

	return {
		handle(request, reply) {
			const caller = authenticate(dialect, keyring, request.headers);
			return caller instanceof Promise
				? caller.then((known) => answer(request, reply, known))
				: answer(request, reply, caller);
		},
		fromMemory(headers, id) {
			const credential = dialect.credential(headers);
			const caller = credential === null ? null : keyring.known(credential);
			if (caller === null) return null;
			const view = viewOf(headers);
			const known = statuses.get(reader.readId({ id }), caller, view.name);
			if (known === null) return null;
			limits.polls.count(caller);
			return unlessUnchanged(headers, known);
		},
	};

	function viewOf(headers: IncomingHttpHeaders) {
		const variant = reader.variant(headers);
		const origin = originOf({ headers }, services.publicUrl);
		return { variant, origin, name: `${dialect.name} ${variant} ${origin}` };
	}

	function answer(request: FastifyRequest, reply: FastifyReply, caller: Caller): void | Promise<void> {
		limits.polls.count(caller);
		const id = reader.readId(request.params as Record<string, string>);
		const { variant, origin, name: view } = viewOf(request.headers);
		const known = statuses.get(id, caller, view);
		if (known !== null) return sendPrepared(reply, unlessUnchanged(request.headers, known));
		const make = {
			read: () => read(caller, id),
			render: (task: Parameters<StatusReader["render"]>[0]) =>
				toAnswer(reader.render(task, { links: createLinks(services.signer, origin), variant }), view),
		};
		return statuses.fill(id, view, make).then((made) => sendPrepared(reply, unlessUnchanged(request.headers, made)));
	}
}

function toAnswer(rendered: ReturnType<StatusReader["render"]>, view: string): Answer {
	const body = JSON.stringify(rendered.body);
	const etag = `"${hash("sha256", `${view}\n${body}`, "base64url").slice(0, 22)}"`;
	const headers = { "content-type": JSON_TYPE, ...rendered.headers, etag };
	const length = String(Buffer.byteLength(body));
	const unchanged = Object.entries(headers).flat();
	return { status: rendered.status, head: [...unchanged, "content-length", length], unchanged, etag, body };
}

/** A client that has this answer already is told so. */
function unlessUnchanged(headers: IncomingHttpHeaders, answer: Answer): PreparedAnswer {
	if (headers["if-none-match"] !== answer.etag) return answer;
	return { status: 304, head: answer.unchanged, body: "" };
}
