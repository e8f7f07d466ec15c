import { appendFileSync } from "node:fs";
import module from "node:module";
import type { Death } from "./death.ts";

/** What a server of the breaker is told. */
export interface ServerOrders {
	readonly dataFolder: string;
	readonly logFile: string;
	readonly upstreamUrl: string;
	readonly death: Death | null;
	/** How far its clock is ahead of the machine's. */
	readonly aheadMs: number;
	readonly blindMs: number;
}

// Servers are begun by the hundred: they share what was compiled.
module.enableCompileCache();
const { readConfig } = await import("../../src/config.ts");
const { systemClock } = await import("../../src/core/clock.ts");
const { createFilmgate } = await import("../../src/filmgate.ts");
const { KINDS } = await import("../upstream/works.ts");
const { appoint } = await import("./death.ts");
const { createChaosEngine } = await import("./engine.ts");
const { ROUTES } = await import("./routes.ts");

/** A Filmgate that buys its films from the fake upstream, and dies where it is told to. Prints its address and first keys. */
const orders = JSON.parse(process.argv[2] as string) as ServerOrders;
const reached = appoint(orders.death);
const LONGEST_JOB_MS = 600_000;

process.once("disconnect", () => process.exit());
const engines = KINDS.map((kind) =>
	createChaosEngine({
		kind,
		upstreamUrl: orders.upstreamUrl,
		longestJobMs: kind === "blind" ? orders.blindMs : LONGEST_JOB_MS,
		onAccepted: () => reached("after-engine-accepted-before-answer"),
	}),
);
const config = readConfig({ port: 0, dataFolder: orders.dataFolder, allowLinks: ["127.0.0.1"] }, {});
const clock = { ...systemClock, now: () => systemClock.now() + orders.aheadMs };
const log = { info: () => {}, warn: note("warn"), error: note("error") };
const filmgate = await createFilmgate(config, { clock, log, engines, routes: ROUTES, reached });
process.once("SIGTERM", () => void filmgate.close().then(() => process.exit()));
process.stdout.write(`${JSON.stringify({ url: filmgate.url, keys: filmgate.firstKeys })}\n`);

function note(level: string) {
	return (fields: object, sentence: string) => {
		const { err, ...rest } = fields as { readonly err?: unknown };
		const error = err instanceof Error ? `${err.message} ${err.cause ?? ""}` : err;
		appendFileSync(
			orders.logFile,
			`${JSON.stringify({ at: Date.now(), pid: process.pid, level, sentence, ...rest, error })}\n`,
		);
	};
}
