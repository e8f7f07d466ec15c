import { join } from "node:path";
import type { Config } from "../config.ts";
import type { Upstreams } from "../config/config-file.ts";
import { FilmgateError } from "../core/errors.ts";
import { createUseCases } from "../core/use-cases/create-use-cases.ts";
import type { RenderProcess } from "../engines/preview/render/render-process.ts";
import { createOperations, createRouter, namedModels } from "../engines/router.ts";
import { RateLimit } from "../http/rate-limit.ts";
import { createHttpServer, type HttpServer } from "../http/server.ts";
import type { HttpServices } from "../http/services.ts";
import { createGuardedFetch } from "../media/fetch.ts";
import { createLinkSigner } from "../media/link-signer.ts";
import { withOwnLinks } from "../media/own-links.ts";
import { createMediaIntake } from "../media/take-in.ts";
import { version } from "../version.ts";
import type { Data } from "./data.ts";
import type { Making, Moving } from "./engines.ts";
import type { Surroundings } from "./parts.ts";

export type Answering = Pick<HttpServices, "statuses" | "health" | "webhooks"> & Pick<Upstreams, "routes">;

/** What clients see. */
export function answerRequests(
	config: Config,
	given: Surroundings & Data & Making & Moving & Answering,
): Promise<HttpServer> {
	const { blobs, renderer, engines, routes, desk, clock } = given;
	const tasks = createUseCases({
		...given,
		route: createRouter({ engines, routes, isPaused: (engine) => given.pauses.has(engine) }),
		operations: createOperations({ engines, routes }),
		canStop: (engine) => engines.get(engine)?.cancel !== undefined,
		liveProgress: (id) => desk.get(id)?.progress ?? null,
		onProgress: (listener) => desk.onProgress(listener),
		waitsAtOnce: config.waitsAtOnce,
		random: Math.random,
	});
	const signer = createLinkSigner(given.keys.links);
	const fetch = withOwnLinks(createGuardedFetch({ allow: config.allowLinks }), { ...given, signer });
	const verify = (path: string, medium: { readonly mime: string }) => decode(renderer, path, medium.mime);
	const convert = given.films.convertForeign;
	const media = createMediaIntake({
		blobs,
		fetch,
		clock,
		verify,
		convert,
		folder: join(config.dataFolder, "incoming"),
	});
	const { publicUrl, corsOrigins } = config;
	const limits = {
		polls: new RateLimit(config.pollsPerSecond, "polls"),
		submits: new RateLimit(config.submitsPerSecond, "submits"),
	};
	const models = namedModels(routes);
	const web = { publicUrl, corsOrigins, version: version() };
	return createHttpServer({ ...given, ...web, tasks, media, models, signer, limits, now: () => clock.now() });
}

/** A picture that cannot be decoded is refused before anybody pays for it. Foreign bytes are decoded in the render process only. */
async function decode(renderer: RenderProcess, path: string, mime: string): Promise<void> {
	if (!mime.startsWith("image/")) return;
	try {
		await renderer.probePicture(path);
	} catch (cause) {
		throw new FilmgateError("medium_unreadable", "the picture cannot be decoded", { cause });
	}
}
