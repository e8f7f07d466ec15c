import { z } from "zod";
import type { Engine, EngineCapabilities } from "../../core/ports/engine.ts";
import type { Log } from "../../core/ports/log.ts";
import type { GuardedFetch } from "../../media/fetch.ts";
import { createUpstreamHttp } from "../../upstream/http.ts";
import { openFilm } from "../../upstream/open-film.ts";
import type { ZaiSettings } from "./settings.ts";
import { start } from "./start.ts";
import { look } from "./status.ts";

export interface ZaiEngineOptions {
	/** What the configuration calls it. */
	readonly name: string;
	readonly settings: ZaiSettings;
	/** A file with an input's bytes. */
	localPath(sha256: string): Promise<string>;
	/** The guarded way out, for films that do not lie at the base URL's own host. */
	readonly fetch: GuardedFetch;
	readonly maxFilmBytes: number;
	readonly log: Log;
}

const handleSchema = z.union([
	z.object({ id: z.string().min(1), model: z.string() }),
	/** Links to pictures that the start's own answer brought: there is nothing left to ask for. */
	z.object({ pictures: z.array(z.string().min(1)).min(1), model: z.string() }),
]);
const sourceSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

export type ZaiHandle = z.infer<typeof handleSchema>;

/** An upstream that speaks Z.AI's video wire: the vendor, or another Filmgate. */
export function createZaiEngine(options: ZaiEngineOptions): Engine {
	const { name, settings } = options;
	const { baseUrl, key } = settings;
	const headers = {
		authorization: `Bearer ${key}`,
		// The language of its error messages.
		"accept-language": "en-US,en",
	};
	const http = createUpstreamHttp({ baseUrl, headers, secrets: [key, key.split(".")[1] ?? ""] });
	const needs = { ...options, http };
	return {
		name,
		capabilities: capabilitiesOf(settings),
		start: (order, context) => start(order, context, needs),
		status: async (handle, context) => await look(handleSchema.parse(handle), context, needs),
		openFilm: async (source, { signal }) => {
			const { url } = sourceSchema.parse(source);
			return await openFilm(url, { ...options, baseUrl: settings.baseUrl }, signal);
		},
		close: async () => http.close(),
	};
}

const OPERATIONS = Object.freeze([
	"text-to-video",
	"image-to-video",
	"first-last-frame",
	"reference-to-video",
	"text-to-image",
] as const);

/** The wire has no way to cancel, to look a start up or to tell progress. Test keys never get here. */
function capabilitiesOf({ idempotentStart, concurrency, longestJobSeconds }: ZaiSettings): EngineCapabilities {
	return Object.freeze({
		operations: OPERATIONS,
		idempotentStart,
		find: false,
		cancel: false,
		progress: false,
		concurrency: Object.freeze({ live: concurrency, test: 0 }),
		longestJobMs: longestJobSeconds * 1000,
	});
}
