import type { Child } from "./child.ts";
import type { Load, Target } from "./load.ts";
import type { LoadResult } from "./load-run.ts";
import { medianOf, milliseconds, perSecond } from "./statistics.ts";

/** A server, and what it is asked. */
export interface Subject {
	readonly target: Target;
	readonly child: Child;
}

export interface Measured extends LoadResult {
	/** CPU time of the server for one answer, all its threads, microseconds. Hardly moves when others use the machine. */
	readonly cpuMicros: number;
}

export interface MeasurePlan {
	readonly rounds: number;
	readonly roundMs: number;
	readonly connections: number;
}

const WARM_UP_MS = 700;

/** All subjects in turn, round after round, after one round that does not count. Gives each subject's rounds. */
export async function measure(
	load: Load,
	subjects: readonly Subject[],
	{ rounds, roundMs, connections }: MeasurePlan,
): Promise<readonly Measured[][]> {
	const results = subjects.map((): Measured[] => []);
	for (const { target } of subjects) await load.run(target, { connections, forMs: WARM_UP_MS, rate: null });
	for (let round = 0; round < rounds; round += 1) {
		for (const [index, { target, child }] of subjects.entries()) {
			const before = await child.cpuMs();
			const result = await load.run(target, { connections, forMs: roundMs, rate: null });
			const cpuMicros = (((await child.cpuMs()) - before) * 1_000) / result.answers;
			results[index]?.push({ ...result, cpuMicros });
		}
	}
	return results;
}

/** The medians of some rounds, in words. */
export function spell(rounds: readonly Measured[]): string {
	const rate = perSecond(medianOf(rounds, (round) => round.perSecond));
	const p99 = milliseconds(medianOf(rounds, (round) => round.p99Ms));
	return `${rate}, p99 ${p99}, ${medianOf(rounds, (round) => round.cpuMicros).toFixed(1)} µs CPU`;
}
