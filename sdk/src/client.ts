import { type AccountVerbs, createAccountVerbs } from "./account.ts";
import { createFilms, type Films } from "./films.ts";
import { createTasks, type Tasks } from "./tasks.ts";
import type { Sleep } from "./timing.ts";
import { createTransport } from "./transport.ts";
import { createUploads, type Uploads } from "./uploads.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";

export interface FilmgateOptions {
	/** Where the server is: `https://films.example.com`, with its path when it lives under one. */
	url: string;
	/** A key of this server. It is sent to `url` only, never along with a film's link. */
	key: string;
	/** Default: the platform's own. */
	fetch?: typeof fetch;
	/** Sent with every request to `url`, for a proxy's sake or a log's. Never along with a film's link. */
	headers?: Record<string, string>;
	/** How often one request is sent again after a lost connection, a 429 or a 5xx. Default: 4. */
	maxRetries?: number;
	/** How long one try may take, and how long a download may stand still, ms. Default: 30,000. */
	timeoutMs?: number;
	/** How time passes between two tries; for tests. */
	sleep?: Sleep;
}

export interface Filmgate extends AccountVerbs {
	tasks: Tasks;
	films: Films;
	uploads: Uploads;
	webhooks: Webhooks;
}

/** A client of one Filmgate server. Holds no connection and needs no closing. Throws a TypeError when `url` is no URL. */
export function createFilmgate(options: FilmgateOptions): Filmgate {
	const transport = createTransport(options);
	return {
		tasks: createTasks(transport),
		films: createFilms(transport),
		uploads: createUploads(transport),
		webhooks: createWebhooks(transport),
		...createAccountVerbs(transport),
	};
}
