import { setTimeout as pause } from "node:timers/promises";
import type { Life } from "./plan.ts";
import type { SmallDisk } from "./server/disk.ts";
import type { ServerKeeper } from "./server/keeper.ts";

export interface StormOptions {
	readonly keeper: ServerKeeper;
	readonly disk: SmallDisk | null;
	readonly lives: readonly Life[];
	/** Longer than any lease would last. */
	readonly freezeMs: number;
	/** No further server is begun after it. */
	readonly signal: AbortSignal;
	say(line: string): void;
}

/** What was done to the servers. */
export interface StormFigures {
	kills: number;
	readonly deathsByStep: Record<string, number>;
	freezes: number;
	fills: number;
	stops: number;
	/** Stops that had to be ended by force. */
	forced: number;
}

const FILL_AGAIN_MS = 50;
const FULL_MS = 1_500;

/** One server after the other, each with the life that was planned for it. */
export async function storm(options: StormOptions): Promise<StormFigures> {
	const figures: StormFigures = { kills: 0, deathsByStep: {}, freezes: 0, fills: 0, stops: 0, forced: 0 };
	for (const life of options.lives) {
		if (options.signal.aborted) break;
		await live(life, options, figures);
		if (figures.kills % 10 === 0) options.say(`${figures.kills} kills`);
	}
	return figures;
}

/** A disk on which nothing can be written for a while, although the server tries. */
export async function beFull(disk: SmallDisk): Promise<void> {
	const freeAt = Date.now() + FULL_MS;
	while (Date.now() < freeAt) {
		disk.fill();
		await pause(FILL_AGAIN_MS);
	}
	disk.free();
}

async function live(life: Life, options: StormOptions, figures: StormFigures): Promise<void> {
	const { keeper, disk } = options;
	await keeper.start(life.death);
	if (life.death !== null) {
		const { step } = life.death;
		if (await keeper.died(life.ms)) figures.deathsByStep[step] = (figures.deathsByStep[step] ?? 0) + 1;
		else await keeper.kill();
		figures.kills += 1;
		return;
	}
	if (life.trouble === "frozen") {
		await pause(300);
		await keeper.freeze(options.freezeMs);
		figures.freezes += 1;
	}
	if (life.trouble === "disk-full" && disk !== null) {
		await pause(300);
		const full = beFull(disk);
		figures.fills += 1;
		// It dies on the full disk, or lives to see it free again: what the seed says.
		await pause(life.ms);
		if (life.ms < FULL_MS) {
			await keeper.kill();
			await full;
			figures.kills += 1;
			return;
		}
		await full;
	}
	await pause(life.ms);
	if (life.end === "stop") {
		figures.stops += 1;
		if (!(await keeper.stop())) figures.forced += 1;
		return;
	}
	await keeper.kill();
	figures.kills += 1;
}
