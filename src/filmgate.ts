import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type FirstKeys, makeFirstKeys } from "./accounts/first-keys.ts";
import { createKeyring, type Keyring } from "./accounts/keyring.ts";
import { liveKeysOnly } from "./accounts/live-keys-only.ts";
import { loadKeys } from "./accounts/master-secret.ts";
import type { Config } from "./config.ts";
import { type Clock, systemClock } from "./core/clock.ts";
import { FilmgateError } from "./core/errors.ts";
import { createIdMinter } from "./core/ids.ts";
import type { Engine } from "./core/ports/engine.ts";
import { type Log, silentLog } from "./core/ports/log.ts";
import { createUseCases } from "./core/use-cases/create-use-cases.ts";
import { createSqliteDatabase } from "./database/sqlite/database.ts";
import { createPreviewEngine } from "./engines/preview/engine.ts";
import { createRenderProcess, type RenderProcess } from "./engines/preview/render/render-process.ts";
import { createRouter } from "./engines/router.ts";
import { createScriptedEngine } from "./engines/scripted-engine.ts";
import { createHttpServer } from "./http/server.ts";
import { StatusCache } from "./http/status-cache.ts";
import { createLoops, type Loops } from "./loops/create-loops.ts";
import { Desk } from "./loops/desk.ts";
import { createLoop } from "./loops/loop.ts";
import { createFsBlobStore } from "./media/blobs/fs.ts";
import { createGuardedFetch } from "./media/fetch.ts";
import { createFilmMeter } from "./media/film-meter.ts";
import { createLinkSigner } from "./media/link-signer.ts";
import { createMediaIntake } from "./media/take-in.ts";

/** What a test, or a program that embeds Filmgate, may put in place of the ordinary parts. */
export interface Parts {
	readonly clock?: Clock;
	readonly log?: Log;
	/** Replaces the embedded renderer. */
	readonly preview?: Engine;
}

export interface Filmgate {
	/** Where it listens, as a URL. */
	readonly url: string;
	/** The keys of a fresh installation; null when it has an account already. They are not stored and not shown again. */
	readonly firstKeys: FirstKeys | null;
	readonly loops: Loops;
	/** Answers what was asked, stops the loops, closes everything. Work goes on at the next start. Idempotent. */
	close(): Promise<void>;
}

const KEYS_EVERY_MS = 1_000;

/** A running server on one data folder: the one place that knows every other folder. */
export async function createFilmgate(config: Config, parts: Parts = {}): Promise<Filmgate> {
	const clock = parts.clock ?? systemClock;
	const log = parts.log ?? silentLog;
	mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 });
	const database = await createSqliteDatabase({ file: join(config.dataFolder, "filmgate.db"), clock });
	const { tasks: store, accounts, uploads, incarnation } = database;
	const keys = loadKeys(config.dataFolder, config.secret);
	const keyring = await createKeyring(config.testKeys ? accounts : liveKeysOnly(accounts), keys.seal, clock);
	const blobs = createFsBlobStore({ folder: join(config.dataFolder, "blobs"), clock });
	const renderer = createRenderProcess();
	const localPath = (sha256: string) => blobs.localPath(sha256);
	const preview =
		parts.preview ?? createPreviewEngine({ renderer, folder: join(config.dataFolder, "renders"), localPath });
	const engines = new Map([[preview.name, createScriptedEngine(preview, clock)]]);
	const ids = createIdMinter(clock, database.largestId);
	const desk = new Desk(incarnation);
	const fetch = createGuardedFetch({ allow: config.allowLinks });
	const verify = (path: string, medium: { readonly mime: string }) => decode(renderer, path, medium.mime);
	const loops = createLoops({
		...{ store, desk, engines, owner: incarnation, clock, log, blobs, uploads, ids },
		meter: createFilmMeter(),
		maxFilmBytes: config.maxFilmBytes,
	});
	const tasks = createUseCases({
		...{ store, ids, clock, uploads, accounts },
		route: createRouter(engines),
		canStop: (engine) => engines.get(engine)?.cancel !== undefined,
		liveProgress: (id) => desk.get(id)?.progress ?? null,
		random: Math.random,
	});
	const statuses = new StatusCache();
	store.onCommit((changed) => statuses.changed(changed));
	let open = true;
	const http = await createHttpServer({
		...{ tasks, keyring, store, uploads, blobs, statuses, clock, log },
		now: () => clock.now(),
		media: createMediaIntake({ blobs, fetch, clock, verify, folder: join(config.dataFolder, "incoming") }),
		signer: createLinkSigner(keys.links),
		publicUrl: config.publicUrl,
		healthy: () => open,
	});
	const keyWatch = watchKeys(keyring, { clock, log });
	let closing: Promise<void> | null = null;

	async function begin(): Promise<Pick<Filmgate, "url" | "firstKeys">> {
		await loops.start();
		keyWatch.start();
		const url = await http.listen(config);
		// Last: keys are told once, so a start that fails must not have made them.
		return { url, firstKeys: await makeFirstKeys(accounts, keys.seal, clock) };
	}

	async function close(): Promise<void> {
		open = false;
		await http.close();
		await keyWatch.stop();
		await loops.stop();
		for (const engine of engines.values()) await engine.close?.();
		await renderer.close();
		await database.close();
	}

	const begun = await begin().catch(async (error: unknown) => {
		await close();
		throw error;
	});
	return {
		...begun,
		loops,
		close() {
			closing ??= close();
			return closing;
		},
	};
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

/** Another process may change keys at any time; this one knows within a second (design rule: generation). */
function watchKeys(keyring: Keyring, { clock, log }: { clock: Clock; log: Log }) {
	const round = async () => {
		await keyring.refresh();
		return KEYS_EVERY_MS;
	};
	return createLoop({ name: "keys", clock, log, round });
}
