import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type FirstKeys, makeFirstKeys } from "./accounts/first-keys.ts";
import { createKeyring } from "./accounts/keyring.ts";
import { liveKeysOnly } from "./accounts/live-keys-only.ts";
import { loadKeys } from "./accounts/master-secret.ts";
import { unseal } from "./accounts/seal.ts";
import type { Config } from "./config.ts";
import { readConfigFile, type Upstreams } from "./config/config-file.ts";
import { type Clock, systemClock } from "./core/clock.ts";
import { FilmgateError } from "./core/errors.ts";
import { createIdMinter } from "./core/ids.ts";
import type { Engine } from "./core/ports/engine.ts";
import { type Log, silentLog } from "./core/ports/log.ts";
import type { Reached } from "./core/ports/step.ts";
import type { Loop } from "./core/service.ts";
import { createUseCases } from "./core/use-cases/create-use-cases.ts";
import { createSqliteDatabase, type SqliteDatabase } from "./database/sqlite/database.ts";
import { renderAnnouncedTask } from "./dialects/native/announcement.ts";
import { renderEndedVideo } from "./dialects/pixverse/announcement.ts";
import { createPreviewEngine } from "./engines/preview/engine.ts";
import { createRenderProcess, type RenderProcess } from "./engines/preview/render/render-process.ts";
import { createRouter } from "./engines/router.ts";
import { createScriptedEngine } from "./engines/scripted-engine.ts";
import { createZaiEngine } from "./engines/zai/engine.ts";
import { RateLimit } from "./http/rate-limit.ts";
import { createLinks } from "./http/links.ts";
import { createHttpServer, type HttpServer } from "./http/server.ts";
import type { HttpServices } from "./http/services.ts";
import { StatusCache } from "./http/status-cache.ts";
import { createLoops, type Loops } from "./loops/create-loops.ts";
import { createDeliverer, type Deliverer } from "./loops/deliverer.ts";
import { Desk } from "./loops/desk.ts";
import { createDiskWatch } from "./loops/disk-watch.ts";
import { createLoop } from "./loops/loop.ts";
import { Pauses } from "./loops/pauses.ts";
import { createFsBlobStore } from "./media/blobs/fs.ts";
import { createGuardedFetch } from "./media/fetch.ts";
import { createFilmMeter } from "./media/film-meter.ts";
import { createLinkSigner } from "./media/link-signer.ts";
import { createMediaIntake } from "./media/take-in.ts";
import { createModerator } from "./moderation/create-moderator.ts";
import { createForms } from "./webhooks/create-forms.ts";
import { createWebhookSender } from "./webhooks/sender.ts";

/** What a test, or a program that embeds Filmgate, may put in place of the ordinary parts. */
export interface Parts {
	readonly clock?: Clock;
	readonly log?: Log;
	/** How long a closing server waits for downloads and for engines' answers, ms; five seconds. */
	readonly patienceMs?: number;
	/** Replaces the embedded renderer. */
	readonly preview?: Engine;
	/** Engines of the program itself, beside those of the configuration file. */
	readonly engines?: readonly Engine[];
	/** Which of them make the films of which model; read before the configuration file's routes. */
	readonly routes?: Readonly<Record<string, readonly string[]>>;
	/** For tests that end the process there. */
	readonly reached?: Reached;
}

export interface Filmgate {
	/** Where it listens, as a URL. */
	readonly url: string;
	/** The keys of a fresh installation; null when it has an account already. They are not stored and not shown again. */
	readonly firstKeys: FirstKeys | null;
	readonly loops: Loops;
	/** Resolves if the server can never write again: it has to be closed then, and started anew. */
	readonly died: Promise<Error>;
	/**
	 * Lets requests and calls of engines that are under way end, for a few seconds; cuts the others off; closes
	 * everything. Work goes on at the next start. Idempotent.
	 */
	close(): Promise<void>;
}

const OTHERS_EVERY_MS = 1_000;
/** How long a closing server waits for downloads and for engines' answers. */
const PATIENCE_MS = 5_000;

/** A running server on one data folder: the one place that knows every other folder. */
export async function createFilmgate(config: Config, parts: Parts = {}): Promise<Filmgate> {
	const { engines: upstreams, routes: configured, moderation } = readConfigFile(config);
	const routes = new Map([...configured, ...Object.entries(parts.routes ?? {})]);
	const { clock = systemClock, log = silentLog, reached } = parts;
	const surroundings = { clock, log, reached };
	const data = await openData(config, surroundings);
	const making = await openEngines(config, { ...surroundings, ...data, upstreams, moderation }, parts);
	const moving = moveTasks(config, { ...surroundings, ...data, ...making });
	const statuses = new StatusCache();
	data.store.onCommit((changed) => statuses.changed(changed));
	let open = true;
	const health = () => ({
		alive: open && !data.disk.isDead(),
		database: data.disk.obstacle(),
		engines: stateOf(making, data),
	});
	const http = await answerRequests(config, {
		...surroundings,
		...data,
		...making,
		...moving,
		routes,
		statuses,
		health,
	});
	let origin = config.publicUrl ?? "";
	const deliverer = tellWebhooks(config, { ...surroundings, ...data }, () => origin);
	const watch = watchOtherWriters({ ...data, ...moving, statuses, deliverer }, surroundings);
	const disk = createDiskWatch({ ...surroundings, ...data.disk });
	let closing: Promise<void> | null = null;

	async function begin(): Promise<Pick<Filmgate, "url" | "firstKeys">> {
		await moving.loops.start();
		watch.start();
		disk.start();
		const url = await http.listen(config);
		// Not before: it writes links to this server.
		origin ||= url;
		deliverer.start();
		// Last: keys are told once, so a start that fails must not have made them.
		return { url, firstKeys: await makeFirstKeys(data.accounts, data.keys.seal, surroundings.clock) };
	}

	function close(): Promise<void> {
		open = false;
		const patienceMs = parts.patienceMs ?? PATIENCE_MS;
		closing ??= end({ ...data, ...making, ...moving, http, deliverer, watches: [watch, disk], patienceMs });
		return closing;
	}

	const begun = await begin().catch(async (error: unknown) => {
		await close();
		throw error;
	});
	return { ...begun, loops: moving.loops, died: data.disk.died, close };
}

interface Running extends Data, Making, Moving {
	readonly http: HttpServer;
	readonly deliverer: Deliverer;
	readonly watches: readonly Loop[];
	readonly patienceMs: number;
}

async function end({
	http,
	loops,
	watches,
	deliverer,
	engines,
	renderer,
	moderator,
	closeData,
	patienceMs,
}: Running): Promise<void> {
	// Real time, whatever the parts' clock says: somebody waits for this server's end.
	const patience = setTimeout(() => {
		http.cutOff();
		loops.hurry();
	}, patienceMs);
	// Nothing is begun any more; what was begun goes on while requests end.
	void loops.dispatcher.stop();
	await http.close();
	for (const watch of watches) await watch.stop();
	await deliverer.stop();
	await loops.stop();
	clearTimeout(patience);
	for (const engine of engines.values()) await engine.close?.();
	await renderer.close();
	await moderator.close();
	await closeData();
}

type Surroundings = Readonly<Required<Pick<Parts, "clock" | "log">>> & { readonly reached: Reached | undefined };
type Data = Awaited<ReturnType<typeof openData>>;
type Outside = Pick<Upstreams, "moderation"> & { readonly upstreams: Upstreams["engines"] };
type Making = Awaited<ReturnType<typeof openEngines>>;
type Moving = ReturnType<typeof moveTasks>;
type Answering = Pick<HttpServices, "statuses" | "health"> & Pick<Upstreams, "routes">;

type Told = Pick<Data, "keyring" | "store" | "pauses"> &
	Pick<Moving, "loops"> &
	Pick<Answering, "statuses"> & { readonly deliverer: Deliverer };

/** What lasts: tasks, accounts, keys, bytes. */
async function openData({ dataFolder, secret, testKeys }: Config, { clock }: Surroundings) {
	mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
	// Before the folder is locked: it throws when the secret is none.
	const keys = loadKeys(dataFolder, secret);
	const database = await createSqliteDatabase({ file: join(dataFolder, "filmgate.db"), clock });
	const { tasks: store, accounts, uploads, announcements, incarnation: owner } = database;
	const keyring = await createKeyring(testKeys ? accounts : liveKeysOnly(accounts), keys.seal, clock);
	const blobs = createFsBlobStore({ folder: join(dataFolder, "blobs"), clock });
	const ids = createIdMinter(clock, database.largestId);
	const pauses = new Pauses(database.engines);
	await pauses.refresh();
	const stores = { store, accounts, uploads, announcements };
	return {
		...stores,
		pauses,
		owner,
		keys,
		keyring,
		blobs,
		ids,
		disk: openDisk(database),
		closeData: () => database.close(),
	};
}

/** Whether the database can be written, and will be again. */
function openDisk({ obstacle, probe, died }: Pick<SqliteDatabase, "obstacle" | "probe" | "died">) {
	let dead = false;
	void died.then(() => {
		dead = true;
	});
	return { obstacle, probe, died, isDead: () => dead };
}

function stateOf({ engines }: Making, { pauses }: Data): Readonly<Record<string, "ok" | "paused">> {
	return Object.fromEntries([...engines.keys()].map((name) => [name, pauses.has(name) ? "paused" : "ok"]));
}

/** What makes films, decodes whatever clients sent, and says what may be made. */
async function openEngines(config: Config, given: Surroundings & Data & Outside, parts: Parts) {
	const { blobs, clock, log, upstreams, moderation } = given;
	const renderer = createRenderProcess();
	const folder = join(config.dataFolder, "renders");
	const localPath = (sha256: string) => blobs.localPath(sha256);
	const preview = parts.preview ?? createPreviewEngine({ renderer, folder, localPath, log });
	const engines = new Map<string, Engine>([[preview.name, createScriptedEngine(preview, clock)]]);
	for (const [name, settings] of upstreams) {
		const fetch = createGuardedFetch({ allow: settings.filmHosts });
		const { maxFilmBytes } = config;
		engines.set(name, createZaiEngine({ name, settings, localPath, fetch, maxFilmBytes, log }));
	}
	for (const engine of parts.engines ?? []) engines.set(engine.name, engine);
	const moderator = await createModerator({ settings: moderation, localPath, clock, log });
	return { renderer, engines, moderator };
}

/** What moves tasks on. */
function moveTasks({ maxFilmBytes }: Config, given: Surroundings & Data & Making) {
	const desk = new Desk(given.owner);
	return { desk, loops: createLoops({ ...given, desk, maxFilmBytes, meter: createFilmMeter() }) };
}

/** What clients see. */
function answerRequests(config: Config, given: Surroundings & Data & Making & Moving & Answering) {
	const { blobs, renderer, engines, routes, desk, clock } = given;
	const tasks = createUseCases({
		...given,
		route: createRouter({ engines, routes, isPaused: (engine) => given.pauses.has(engine) }),
		canStop: (engine) => engines.get(engine)?.cancel !== undefined,
		liveProgress: (id) => desk.get(id)?.progress ?? null,
		random: Math.random,
	});
	const fetch = createGuardedFetch({ allow: config.allowLinks });
	const verify = (path: string, medium: { readonly mime: string }) => decode(renderer, path, medium.mime);
	const media = createMediaIntake({ blobs, fetch, clock, verify, folder: join(config.dataFolder, "incoming") });
	const signer = createLinkSigner(given.keys.links);
	const { publicUrl } = config;
	const limits = { polls: new RateLimit(config.pollsPerSecond), submits: new RateLimit(config.submitsPerSecond) };
	return createHttpServer({ ...given, tasks, media, signer, limits, publicUrl, now: () => clock.now() });
}

/** What tells those who asked for it. `origin` is where they reach this server. */
function tellWebhooks({ allowLinks }: Config, given: Surroundings & Data, origin: () => string): Deliverer {
	const signer = createLinkSigner(given.keys.links);
	const links = () => createLinks(signer, origin());
	return createDeliverer({
		...given,
		forms: createForms({
			native: (task) => renderAnnouncedTask(task, links()),
			pixverse: (task) => renderEndedVideo(task, links()),
		}),
		send: createWebhookSender({ allow: allowLinks, clock: given.clock }),
		unseal: (sealed) => unseal(sealed, given.keys.seal),
		random: Math.random,
	});
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

/** Commands beside this server may write at any time; it knows within a second, and forgets what it thought it knew. */
function watchOtherWriters(told: Told, { clock, log }: Surroundings) {
	const round = async () => {
		if (await told.keyring.refresh()) {
			told.statuses.clear();
			await told.deliverer.refresh();
			if (await told.pauses.refresh()) told.loops.dispatcher.wake();
		}
		await told.store.hearOthers();
		return OTHERS_EVERY_MS;
	};
	return createLoop({ name: "others", clock, log, round });
}
