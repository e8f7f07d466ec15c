import type { ChaosOptions } from "./break-server.ts";
import type { Comparison } from "./compare/compare.ts";
import { DEATH_STEPS } from "./server/death.ts";
import type { StormFigures } from "./storm.ts";
import type { UpstreamReport } from "./upstream/works.ts";

/** What a run came to. */
export interface Figures extends StormFigures, Comparison {
	readonly options: Pick<ChaosOptions, "seed">;
	/** Where the broken promises can be looked into; null when there were none. */
	readonly folder: string | null;
	readonly acknowledged: number;
	readonly repeats: number;
	readonly cuts: number;
	readonly report: UpstreamReport;
	readonly receipts: number;
	readonly badReceipts: number;
	/** Whether the disk could be filled. */
	readonly disk: boolean;
	readonly seconds: number;
}

/** What a broken promise is called; the first that fits names it. */
const BREACHES: readonly (readonly [name: string, fits: RegExp])[] = [
	["lost", /^I1/],
	["started twice", /^I3/],
	["ledger differences", /^I4/],
	["announcements missing or untrue", /^I6/],
	["orphans", /is an orphan$/],
	["other violations", /^/],
];

/** One line. */
export function toLine(figures: Figures): string {
	const { options, kills, deathsByStep, report, ends } = figures;
	const atSteps = Object.values(deathsByStep).reduce((sum, deaths) => sum + deaths, 0);
	const faults = Object.values(report.faults).reduce((sum, times) => sum + times, 0);
	return [
		`seed ${options.seed}`,
		`${figures.acknowledged} tasks`,
		`${kills} kills (${atSteps} at ${Object.keys(deathsByStep).length} of ${DEATH_STEPS.length} named steps)`,
		`${figures.stops} stops`,
		`${figures.freezes} freezes`,
		figures.disk ? `${figures.fills} full disks` : "no full disk (it could not be mounted)",
		`${figures.cuts} cut connections`,
		`${figures.repeats} repeated requests`,
		`${faults} faults of ${report.starts.length} starts and their looks upstream`,
		`${figures.badReceipts} of ${figures.receipts} receipts refused`,
		Object.entries(ends)
			.map(([status, times]) => `${times} ${status}`)
			.join(", "),
		`${report.works.length} made upstream, ${figures.charges} charged`,
		`${figures.announcements} announcements`,
		[...byKind(figures.violations)].map(([name, breaches]) => `${breaches.length} ${name}`).join(", "),
		`${figures.seconds.toFixed(0)} s`,
	].join("; ");
}

/** Broken promises by what they are called; every kind is there. */
export function byKind(violations: readonly string[]): ReadonlyMap<string, readonly string[]> {
	const kinds = new Map<string, string[]>(BREACHES.map(([name]) => [name, []]));
	for (const violation of violations) {
		const [name] = BREACHES.find(([, fits]) => fits.test(violation)) as (typeof BREACHES)[number];
		kinds.get(name)?.push(violation);
	}
	return kinds;
}
