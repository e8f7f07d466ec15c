import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/ports/log.ts";
import { createLoop, type WakingLoop } from "./loop.ts";

export interface DiskWatchNeeds {
	/** What stands in the way of writing, by the last attempt; null while nothing does. */
	obstacle(): string | null;
	/** Tries to write. */
	probe(): Promise<void>;
	readonly clock: Clock;
	readonly log: Log;
}

const EVERY_MS = 1_000;

/**
 * While the database cannot be written, tries again every second, so that a server on which nobody calls recovers too.
 * The log is told when it begins and when it is over.
 */
export function createDiskWatch({ obstacle, probe, clock, log }: DiskWatchNeeds): WakingLoop {
	let told: string | null = null;
	return createLoop({
		name: "disk",
		clock,
		log,
		async round() {
			// What comes of it shows in the obstacle.
			if (obstacle() !== null) await probe().catch(() => {});
			const found = obstacle();
			if (found !== null && found !== told)
				log.error({ obstacle: found }, "the database cannot be written; tasks are refused");
			if (found === null && told !== null) log.info({}, "the database can be written again");
			told = found;
			return EVERY_MS;
		},
	});
}
