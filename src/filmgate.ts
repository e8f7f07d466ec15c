import { type FirstKeys, makeFirstKeys } from "./accounts/first-keys.ts";
import { answerRequests } from "./compose/answers.ts";
import { type Data, openData } from "./compose/data.ts";
import { type Making, type Moving, moveTasks, openEngines, stateOf } from "./compose/engines.ts";
import { watchOtherWriters } from "./compose/other-writers.ts";
import type { Parts } from "./compose/parts.ts";
import { tellWebhooks } from "./compose/telling.ts";
import type { Config } from "./config.ts";
import { readConfigFile } from "./config/config-file.ts";
import { systemClock } from "./core/clock.ts";
import { silentLog } from "./core/ports/log.ts";
import type { Loop } from "./core/service.ts";
import type { HttpServer } from "./http/server.ts";
import { StatusCache } from "./http/status-cache.ts";
import type { Loops } from "./loops/create-loops.ts";
import type { Deliverer } from "./loops/deliverer.ts";
import { createDiskWatch } from "./loops/disk-watch.ts";

export type { Parts } from "./compose/parts.ts";

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
	const statuses = new StatusCache(clock);
	moving.desk.onProgress((id) => statuses.changed([{ id }]));
	data.store.onCommit((changed) => statuses.changed(changed));
	let open = true;
	const health = () => ({
		alive: open && !data.disk.isDead(),
		database: data.disk.obstacle(),
		engines: stateOf(making, data),
	});
	let origin = config.publicUrl ?? "";
	const { deliverer, webhooks } = tellWebhooks(config, { ...surroundings, ...data }, () => origin);
	const http = await answerRequests(config, {
		...surroundings,
		...data,
		...making,
		...moving,
		routes,
		statuses,
		health,
		webhooks,
	});
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
