import { join } from "node:path";
import type { Config } from "../config.ts";
import type { EngineSettings, Upstreams } from "../config/config-file.ts";
import type { Engine } from "../core/ports/engine.ts";
import { createHouseConverter } from "../engines/preview/create-house-converter.ts";
import { createPictureMaker } from "../engines/preview/create-picture-maker.ts";
import { createDrawableFilms } from "../engines/preview/drawable-films.ts";
import { createPreviewEngine } from "../engines/preview/engine.ts";
import { createRenderProcess } from "../engines/preview/render/render-process.ts";
import { createScriptedEngine } from "../engines/scripted-engine.ts";
import { createPixverseEngine } from "../engines/pixverse/engine.ts";
import { createZaiEngine, type ZaiEngineOptions } from "../engines/zai/engine.ts";
import { createLoops } from "../loops/create-loops.ts";
import { Desk } from "../loops/desk.ts";
import { createFilmConverter } from "../media/convert-film.ts";
import { createGuardedFetch } from "../media/fetch.ts";
import { createFilmMeter } from "../media/film-meter.ts";
import { createModerator } from "../moderation/create-moderator.ts";
import type { Data } from "./data.ts";
import type { Parts, Surroundings } from "./parts.ts";

/** What the configuration file says of the outside. */
type Outside = Pick<Upstreams, "moderation"> & { readonly upstreams: Upstreams["engines"] };

export type Making = Awaited<ReturnType<typeof openEngines>>;
export type Moving = ReturnType<typeof moveTasks>;

/** What makes films, decodes whatever clients sent, and says what may be made. */
export async function openEngines(config: Config, given: Surroundings & Data & Outside, parts: Parts) {
	const { blobs, clock, log, upstreams, moderation } = given;
	const renderer = createRenderProcess({ niceness: config.renderNiceness });
	const folder = join(config.dataFolder, "renders");
	const localPath = (sha256: string) => blobs.localPath(sha256);
	const converter = createHouseConverter({ renderer, others: createFilmConverter({ ffmpeg: config.ffmpeg }) });
	const films = createDrawableFilms({ renderer, converter, folder: join(config.dataFolder, "converted") });
	const pictures = createPictureMaker({ renderer, localPath, films });
	const preview = parts.preview ?? createPreviewEngine({ renderer, folder, localPath, films, log });
	const engines = new Map<string, Engine>([[preview.name, createScriptedEngine(preview, clock)]]);
	for (const [name, settings] of upstreams) {
		const fetch = createGuardedFetch({ allow: settings.filmHosts });
		const upstream = { name, localPath, fetch, maxFilmBytes: config.maxFilmBytes, log };
		engines.set(name, createUpstream(settings, upstream));
	}
	for (const engine of parts.engines ?? []) engines.set(engine.name, engine);
	const moderator = await createModerator({ settings: moderation, localPath, clock, log });
	return { renderer, films, pictures, engines, moderator };
}

function createUpstream(settings: EngineSettings, options: Omit<ZaiEngineOptions, "settings">): Engine {
	switch (settings.kind) {
		case "zai":
			return createZaiEngine({ ...options, settings });
		case "pixverse":
			return createPixverseEngine({ ...options, settings });
	}
}

/** What moves tasks on. */
export function moveTasks({ maxFilmBytes }: Config, given: Surroundings & Data & Making) {
	const desk = new Desk(given.owner);
	return { desk, loops: createLoops({ ...given, desk, maxFilmBytes, meter: createFilmMeter() }) };
}

/** Which engines there are, and whether they start anything. */
export function stateOf({ engines }: Making, { pauses }: Data): Readonly<Record<string, "ok" | "paused">> {
	return Object.fromEntries([...engines.keys()].map((name) => [name, pauses.has(name) ? "paused" : "ok"]));
}
