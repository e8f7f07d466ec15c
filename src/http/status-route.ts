import { hash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { looksLikeToken } from "../accounts/token.ts";
import type { Caller } from "../core/account.ts";
import type { Task } from "../core/task.ts";
import type { Dialect, Handler, LiveReply, LiveStatusReader, StatusReader } from "../dialects/dialect.ts";
import { hasAlready } from "../media/conditions.ts";
import { authenticate } from "./authenticate.ts";
import { createLinks } from "./links.ts";
import { originOf } from "./origin.ts";
import type { RateLimit } from "./rate-limit.ts";
import type { HttpServices } from "./services.ts";
import { JSON_TYPE, type PreparedAnswer, sendPrepared } from "./send.ts";
import type { Answer } from "./status-cache.ts";

type Prepared = PreparedAnswer & { readonly head: string[] };

/** A status poll: the hot path. A key and a task that memory knows are answered in the tick that asked. */
export interface StatusRoute {
	/** The whole of it, for every poll. */
	readonly handle: (request: FastifyRequest, reply: FastifyReply) => void | Promise<void>;
	/** Who asks, as far as memory knows; null where it takes more to find out. */
	recognise(headers: IncomingHttpHeaders): Asker | null;
	/** Whether requests with the same headers are still this asker's. */
	stillKnows(asker: Asker): boolean;
	/** The answer as far as memory has it; null, and nothing has happened, where it takes more to find out. */
	fromMemory(asker: Asker, id: string): PreparedAnswer | null;
}

/** What a poll's headers say. */
export interface Asker {
	readonly caller: Caller;
	/** How answers to it are called: by wire, language and host name. */
	readonly view: string;
	readonly headers: IncomingHttpHeaders;
	/** The keyring's, at which its key was known; null for a token, which ends by itself. */
	readonly epoch: number | null;
}

/** Handles a request as one of another route. */
export type Instead = (
	handler: Handler,
	request: FastifyRequest,
	given: { readonly reply: FastifyReply; readonly caller: Caller },
) => Promise<void>;

interface StatusNeeds {
	readonly reader: StatusReader | LiveStatusReader;
	readonly services: HttpServices;
	readonly instead: Instead;
}

export function statusRoute(dialect: Dialect, { reader, services, instead }: StatusNeeds): StatusRoute {
	const { keyring, limits, statuses, tasks } = services;
	const read = "readsDeleted" in reader && reader.readsDeleted ? tasks.readEvenDeleted : tasks.read;
	const special = (headers: IncomingHttpHeaders) => ("special" in reader ? reader.special(headers) : null);

	return {
		handle(request, reply) {
			const caller = authenticate(dialect, keyring, request.headers);
			return caller instanceof Promise
				? caller.then((known) => answer(request, reply, known))
				: answer(request, reply, caller);
		},
		recognise(headers) {
			const credential = dialect.credential(headers);
			const caller = credential === null ? null : keyring.known(credential);
			if (credential === null || caller === null || special(headers) !== null) return null;
			const epoch = looksLikeToken(credential) ? null : keyring.epoch;
			return { caller, view: viewOf(headers).name, headers, epoch };
		},
		stillKnows: ({ epoch }) => epoch === keyring.epoch,
		fromMemory({ caller, view, headers }, id) {
			const known = statuses.get(reader.readId({ id }), caller, view);
			if (known === null) return null;
			limits.polls.count(caller);
			return withHeaders(unlessUnchanged(headers, known), limits.polls.headers(caller));
		},
	};

	function viewOf(headers: IncomingHttpHeaders) {
		const variant = reader.variant(headers);
		const origin = originOf({ headers }, services.publicUrl);
		return { variant, origin, name: `${dialect.name} ${variant} ${origin}` };
	}

	function answer(request: FastifyRequest, reply: FastifyReply, caller: Caller): void | Promise<void> {
		countRequest(limits.polls, caller, reply);
		const other = special(request.headers);
		if (other !== null) return instead(other, request, { reply, caller });
		const id = reader.readId(request.params as Record<string, string>);
		const { variant, origin, name: view } = viewOf(request.headers);
		const known = statuses.get(id, caller, view);
		if (known !== null) return sendPrepared(reply, unlessUnchanged(request.headers, known));
		const make = {
			read: () => read(caller, id),
			render: async (task: Task) => {
				const links = createLinks(services.signer, origin);
				const rendered = await reader.render(task, { links, variant, tasks });
				return toAnswer({ keepMs: null, ...rendered }, { view, until: (keepMs) => statuses.until(keepMs) });
			},
		};
		return statuses.fill(id, view, make).then((made) => sendPrepared(reply, unlessUnchanged(request.headers, made)));
	}
}

function toAnswer(
	rendered: LiveReply,
	{ view, until }: { readonly view: string; readonly until: (keepMs: number | null) => number },
): Answer {
	const body = JSON.stringify(rendered.body);
	const etag = `"${hash("sha256", `${view}\n${body}`, "base64url").slice(0, 22)}"`;
	const headers = { "content-type": JSON_TYPE, ...rendered.headers, etag };
	const length = String(Buffer.byteLength(body));
	const unchanged = Object.entries(headers).flat();
	const head = [...unchanged, "content-length", length];
	return { status: rendered.status, head, unchanged, etag, body, until: until(rendered.keepMs) };
}

/** Counts a request, and says on its answer, a refusal too, what is left. */
export function countRequest(limit: RateLimit, caller: Caller, { raw }: FastifyReply): void {
	try {
		limit.count(caller);
	} finally {
		for (const [name, value] of Object.entries(limit.headers(caller) ?? {})) raw.setHeader(name, value);
	}
}

function withHeaders(answer: Prepared, headers: Readonly<Record<string, string>> | null): Prepared {
	return headers === null ? answer : { ...answer, head: [...answer.head, ...Object.entries(headers).flat()] };
}

/** A client that has this answer already is told so. */
function unlessUnchanged(headers: IncomingHttpHeaders, answer: Answer): Prepared {
	if (!hasAlready(headers, answer.etag)) return answer;
	return { status: 304, head: answer.unchanged, body: "" };
}
