import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from "node:http";
import type { Cors } from "./cors.ts";
import type { StatusRoute } from "./status-route.ts";

/**
 * The short way of a status poll: nine of ten say what the one before said, and making the framework's request and reply
 * for them costs as much as all the rest. Whatever memory cannot answer, refusals included, takes the ordinary way.
 */
export class StatusLane {
	readonly #routes: { readonly prefix: string; readonly route: StatusRoute }[] = [];
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
		const { method, url = "", headers } = request;
		if (method !== "GET" || !this.#open) return false;
		const found = this.#routes.find(({ prefix }) => url.startsWith(prefix));
		const id = found === undefined ? "" : url.slice(found.prefix.length);
		if (found === undefined || !PLAIN_ID.test(id)) return false;
		try {
			const known = found.route.fromMemory(headers, id);
			if (known === null) return false;
			response.writeHead(known.status, known.head as string[]);
			response.end(known.body);
			return true;
		} catch {
			// A refusal: the ordinary way comes to it again, and says it in the wire's words.
			return false;
		}
	}
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
