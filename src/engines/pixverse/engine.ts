import { z } from "zod";
import type { Engine, EngineCapabilities } from "../../core/ports/engine.ts";
import type { Log } from "../../core/ports/log.ts";
import type { GuardedFetch } from "../../media/fetch.ts";
import { createUpstreamHttp } from "../../upstream/http.ts";
import { openFilm } from "../../upstream/open-film.ts";
import type { PixverseSettings } from "./settings.ts";
import { start } from "./start.ts";
import { look } from "./status.ts";
import { Uploads } from "./uploads.ts";

export interface PixverseEngineOptions {
	/** What the configuration calls it. */
	readonly name: string;
	readonly settings: PixverseSettings;
	/** A file with an input's bytes. */
	localPath(sha256: string): Promise<string>;
	/** The guarded way out, for films that do not lie at the base URL's own host. */
	readonly fetch: GuardedFetch;
	readonly maxFilmBytes: number;
	readonly log: Log;
}

const handleSchema = z.object({ videoId: z.string().regex(/^[0-9]+$/) });
const sourceSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

export type PixverseHandle = z.infer<typeof handleSchema>;

/** An upstream that speaks PixVerse's wire: the platform, or another Filmgate. */
export function createPixverseEngine(options: PixverseEngineOptions): Engine {
	const { name, settings, localPath } = options;
	const { baseUrl, key } = settings;
	const http = createUpstreamHttp({ baseUrl, headers: { "api-key": key }, secrets: [key, key.split(".")[1] ?? ""] });
	const needs = { ...options, http, uploads: new Uploads({ settings, http, localPath }) };
	return {
		name,
		capabilities: capabilitiesOf(settings),
		start: (order, context) => start(order, context, needs),
		status: async (handle, context) => await look(handleSchema.parse(handle), context, needs),
		openFilm: async (source, { signal }) => {
			const { url } = sourceSchema.parse(source);
			return await openFilm(url, { ...options, baseUrl }, signal);
		},
		close: async () => http.close(),
	};
}

const OPERATIONS = Object.freeze(["text-to-video", "image-to-video", "first-last-frame", "extend"] as const);

/** The wire has no way to cancel, to look a start up or to tell progress. Test keys never get here. */
function capabilitiesOf({ idempotentStart, concurrency, longestJobSeconds }: PixverseSettings): EngineCapabilities {
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
