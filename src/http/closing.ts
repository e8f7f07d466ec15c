import type { FastifyInstance } from "fastify";
import { FilmgateError } from "../core/errors.ts";

/** Idle connections are ended so soon once the server closes; each would hold it up for a minute otherwise. */
const LAST_IDLE_MS = 1;

/**
 * Fires when the server begins to close. Whoever waits for a task then gets it as it is, whoever is still sending a medium
 * is asked to come again; what was accepted stays accepted.
 */
export function signalOfClosing(app: FastifyInstance): AbortSignal {
	const closing = new AbortController();
	app.addHook("preClose", async () => {
		app.server.keepAliveTimeout = LAST_IDLE_MS;
		app.server.keepAliveTimeoutBuffer = 0;
		closing.abort(new FilmgateError("busy", "This server is closing.", { retryAfterMs: 1_000 }));
	});
	return closing.signal;
}
