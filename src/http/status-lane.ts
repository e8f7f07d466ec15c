import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Cors } from "./cors.ts";
import type { Asker, StatusRoute } from "./status-route.ts";

/**
 * The short way of a status poll: nine of ten say what the one before said, and making the framework's request and reply
 * for them costs as much as all the rest. Whatever memory cannot answer, refusals included, takes the ordinary way.
 */
export class StatusLane {
	readonly #routes: { readonly prefix: string; readonly route: StatusRoute }[] = [];
	readonly #seen = new WeakMap<Socket, Seen>();
	#open = true;

	/** A route whose path ends in its id. */
	add(path: string, route: StatusRoute): void {
		const prefix = path.slice(0, path.lastIndexOf("/") + 1);
		if (path !== `${prefix}:id`) throw new TypeError(`${path} does not end in its id`);
		this.#routes.push({ prefix, route });
	}

	/** From now on every poll takes the ordinary way, which knows that the server closes. */
	close(): void {
		this.#open = false;
	}

	/** Whether it was answered here. */
	answer(request: IncomingMessage, response: ServerResponse): boolean {
		const { method, url = "" } = request;
		if (method !== "GET" || !this.#open) return false;
		const found = this.#routes.find(({ prefix }) => url.startsWith(prefix));
		const id = found === undefined ? "" : url.slice(found.prefix.length);
		if (found === undefined || !PLAIN_ID.test(id)) return false;
		try {
			const asker = this.#askerOf(request, found.route);
			const known = asker === null ? null : found.route.fromMemory(asker, id);
			if (known === null) return false;
			response.writeHead(known.status, known.head as string[]);
			response.end(known.body);
			return true;
		} catch {
			// A refusal: the ordinary way comes to it again, and says it in the wire's words.
			return false;
		}
	}

	/** A client says the same of itself in every request of a connection: reading it once is half of the work. */
	#askerOf(request: IncomingMessage, route: StatusRoute): Asker | null {
		const { socket, rawHeaders } = request;
		const seen = this.#seen.get(socket);
		if (seen?.route === route && areEqual(seen.rawHeaders, rawHeaders) && route.stillKnows(seen.asker))
			return seen.asker;
		const asker = route.recognise(request.headers);
		if (asker !== null) this.#seen.set(socket, { route, rawHeaders, asker });
		return asker;
	}
}

/** The last poll of a connection. */
interface Seen {
	readonly route: StatusRoute;
	readonly rawHeaders: readonly string[];
	readonly asker: Asker;
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
	if (one.length !== other.length) return false;
	for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
	return true;
}

/** No query, no escape and no path behind it. */
const PLAIN_ID = /^\w{1,40}$/;

/** For Fastify's `serverFactory`: what is answered before it, and what it is left with. */
export function serverWith(
	{ lane, cors }: { readonly lane: StatusLane; readonly cors: Cors | null },
	options: ServerOptions,
): (handle: (request: IncomingMessage, response: ServerResponse) => void) => Server {
	return (handle) =>
		createServer(options, (request, response) => {
			if (cors?.(request, response) !== true && !lane.answer(request, response)) handle(request, response);
		});
}
