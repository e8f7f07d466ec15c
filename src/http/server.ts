import { fastify } from "fastify";
import { addFilms } from "./films.ts";
import { addHealth } from "./health.ts";
import { addOpenApi } from "./openapi/routes.ts";
import { createCors } from "./cors.ts";
import { BodyBudget } from "./body-budget.ts";
import { WIRES } from "./routes.ts";
import type { HttpServices } from "./services.ts";
import { serverWith, StatusLane } from "./status-lane.ts";
import { addUnrouted, refuseUrl } from "./unrouted.ts";
import { addWire } from "./wire-scope.ts";

/** All JSON bodies together, in memory at one time. */
const BODIES_BYTES = 256 * 1024 * 1024;
/** A client that takes longer to send its headers is cut off. */
const HEADERS_TIMEOUT_MS = 20_000;
/** As is one that takes longer for a whole request: what it declared is held for it all the while. */
const REQUEST_TIMEOUT_MS = 300_000;
/** Clients that poll keep their connection; proxies that keep theirs for a minute must not find it closed. */
const KEEP_ALIVE_MS = 72_000;

export interface HttpServer {
	/** Resolves to the address it listens on, as a URL. */
	listen(address: { readonly host: string; readonly port: number }): Promise<string>;
	/** Takes no more requests, lets the present ones end. */
	close(): Promise<void>;
	/** Ends every connection now, downloads in the middle included. */
	cutOff(): void;
}

export async function createHttpServer(services: HttpServices): Promise<HttpServer> {
	const lane = new StatusLane();
	const cors = createCors(
		services.corsOrigins,
		WIRES.map(({ prefix }) => prefix),
	);
	const app = fastify({
		logger: false,
		forceCloseConnections: "idle",
		// Fastify's own 503 is in no wire's words. What comes at the very end is answered as ever, and its connection closed.
		return503OnClosing: false,
		frameworkErrors: (_error, request, reply) => refuseUrl(request, reply),
		routerOptions: { maxParamLength: 2_000, caseSensitive: true },
		serverFactory: serverWith(
			{ lane, cors },
			{
				requestTimeout: REQUEST_TIMEOUT_MS,
				headersTimeout: HEADERS_TIMEOUT_MS,
				keepAliveTimeout: KEEP_ALIVE_MS,
			},
		),
	});
	app.addHook("preClose", async () => lane.close());
	addHealth(app, services);
	addFilms(app, services);
	addOpenApi(app, WIRES, services);
	await addUnrouted(app);
	const budget = new BodyBudget(BODIES_BYTES);
	for (const wire of WIRES) await addWire(app, wire, { services, budget, lane });
	return {
		listen: ({ host, port }) => app.listen({ host, port }),
		close: () => app.close(),
		cutOff: () => app.server.closeAllConnections(),
	};
}
