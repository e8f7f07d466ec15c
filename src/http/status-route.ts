import { hash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../core/account.ts";
import type { Dialect, StatusReader } from "../dialects/dialect.ts";
import { authenticate } from "./authenticate.ts";
import { createLinks } from "./links.ts";
import { originOf } from "./origin.ts";
import type { HttpServices } from "./services.ts";
import { JSON_TYPE, sendPrepared } from "./send.ts";
import type { Answer } from "./status-cache.ts";

type StatusHandler = (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>;

/** A status poll: the hot path. A key and a task that memory knows are answered in the tick that asked. */
export function statusRoute(dialect: Dialect, reader: StatusReader, services: HttpServices): StatusHandler {
	const { keyring, limits, statuses, tasks } = services;
	const read = reader.readsDeleted === true ? tasks.readEvenDeleted : tasks.read;

	return (request, reply) => {
		const caller = authenticate(dialect, keyring, request.headers);
		return caller instanceof Promise
			? caller.then((known) => answer(request, reply, known))
			: answer(request, reply, caller);
	};

	function answer(request: FastifyRequest, reply: FastifyReply, caller: Caller): void | Promise<void> {
		limits.polls.count(caller);
		const id = reader.readId(request.params as Record<string, string>);
		const variant = reader.variant(request.headers);
		const origin = originOf(request, services.publicUrl);
		const view = `${dialect.name} ${variant} ${origin}`;
		const known = statuses.get(id, caller, view);
		if (known !== null) return sendAnswer(request, reply, known);
		const make = {
			read: () => read(caller, id),
			render: (task: Parameters<StatusReader["render"]>[0]) =>
				toAnswer(reader.render(task, { links: createLinks(services.signer, origin), variant }), view),
		};
		return statuses.fill(id, view, make).then((made) => sendAnswer(request, reply, made));
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

function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: Answer): void {
	if (request.headers["if-none-match"] !== answer.etag) sendPrepared(reply, answer);
	else sendPrepared(reply, { status: 304, head: answer.unchanged, body: "" });
}
