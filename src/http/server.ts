import { fastify } from "fastify";
import { addFilms } from "./films.ts";
import { addHealth } from "./health.ts";
import { BodyBudget } from "./body-budget.ts";
import { WIRES } from "./routes.ts";
import type { HttpServices } from "./services.ts";
import { addUnrouted, refuseUrl } from "./unrouted.ts";
import { addWire } from "./wire-scope.ts";

/** All JSON bodies together, in memory at one time. */
const BODIES_BYTES = 256 * 1024 * 1024;
/** A client that takes longer to send its headers is cut off. */
const HEADERS_TIMEOUT_MS = 20_000;
/** As is one that takes longer for a whole request: what it declared is held for it all the while. */
const REQUEST_TIMEOUT_MS = 300_000;

export interface HttpServer {
	/** Resolves to the address it listens on, as a URL. */
	listen(address: { readonly host: string; readonly port: number }): Promise<string>;
	/** Takes no more requests, lets the present ones end. */
	close(): Promise<void>;
	/** Ends every connection now, downloads in the middle included. */
	cutOff(): void;
}

export async function createHttpServer(services: HttpServices): Promise<HttpServer> {
	const app = fastify({
		logger: false,
		forceCloseConnections: "idle",
		// Fastify's own 503 is in no wire's words. What comes at the very end is answered as ever, and its connection closed.
		return503OnClosing: false,
		requestTimeout: REQUEST_TIMEOUT_MS,
		frameworkErrors: (_error, request, reply) => refuseUrl(request, reply),
		routerOptions: { maxParamLength: 2_000, caseSensitive: true },
		http: { headersTimeout: HEADERS_TIMEOUT_MS },
	});
	addHealth(app, services);
	addFilms(app, services);
	await addUnrouted(app);
	const budget = new BodyBudget(BODIES_BYTES);
	for (const wire of WIRES) await addWire(app, wire, { services, budget });
	return {
		listen: ({ host, port }) => app.listen({ host, port }),
		close: () => app.close(),
		cutOff: () => app.server.closeAllConnections(),
	};
}
