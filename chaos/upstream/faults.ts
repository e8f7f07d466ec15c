import { hashText } from "../../src/engines/preview/scene/random.ts";

/**
 * How the fake upstream answers one call.
 *
 * - `late`: after seconds; what it was asked to begin, it begins then, whoever still listens.
 * - `twice`: the whole answer two times on one connection.
 * - `busy`: 429, and nothing was done.
 * - `broken`: 500, whatever was done.
 * - `garbage`: 200 and no JSON.
 * - `cut`: the connection is gone, whatever was done.
 * - `hang`: never, for as long as the upstream has patience.
 */
export type Fault = "late" | "twice" | "busy" | "broken" | "garbage" | "cut" | "hang";

/** What a start comes to. */
export interface StartPlan {
	readonly fault: Fault | null;
	readonly takes: boolean;
	/** A refusal is an answer, and no fault. */
	readonly refuses: boolean;
}

type Table<Row> = readonly (readonly [share: number, row: Row])[];

const takes = (fault: Fault): StartPlan => ({ fault, takes: true, refuses: false });
const drops = (fault: Fault): StartPlan => ({ fault, takes: false, refuses: false });

const STARTS: Table<StartPlan> = [
	[0.04, takes("late")],
	[0.02, takes("twice")],
	[0.05, drops("busy")],
	[0.02, takes("broken")],
	[0.01, drops("broken")],
	[0.02, takes("garbage")],
	[0.02, takes("cut")],
	[0.01, drops("cut")],
	[0.01, takes("hang")],
	[0.005, drops("hang")],
	[0.02, { fault: null, takes: false, refuses: true }],
];

const OTHER_CALLS: Table<Fault> = [
	[0.02, "late"],
	[0.01, "twice"],
	[0.02, "busy"],
	[0.02, "broken"],
	[0.01, "garbage"],
	[0.02, "cut"],
	[0.003, "hang"],
];

/** The share of works that fail in earnest. */
const FAILING_WORKS = 0.03;

/** What the seed has in store for the `attempt`th start of an order. Orders are told apart by their prompts: tokens are not repeatable. */
export function planStart(seed: number, prompt: string, attempt: number): StartPlan {
	return draw(STARTS, numberOf(`start ${prompt} ${attempt}`, seed)) ?? { fault: null, takes: true, refuses: false };
}

export function planCall(seed: number, name: string, attempt: number): Fault | null {
	return draw(OTHER_CALLS, numberOf(`${name} ${attempt}`, seed));
}

export function willFail(seed: number, prompt: string): boolean {
	return numberOf(`end ${prompt}`, seed) < FAILING_WORKS;
}

/** In [0, 1), the same for the same words. */
export function numberOf(words: string, seed: number): number {
	return hashText(words, seed) / 2 ** 32;
}

function draw<Row>(table: Table<Row>, at: number): Row | null {
	let sum = 0;
	for (const [share, row] of table) {
		sum += share;
		if (at < sum) return row;
	}
	return null;
}
