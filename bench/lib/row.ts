/** One row of the bench: a promise about speed, measured beside what bounds it and beside what others reach. */
export interface Row {
	/** As `--only` names it. */
	readonly name: string;
	run(effort: Effort): Promise<readonly Line[]>;
}

/** How much is measured. Rounds of all subjects are interleaved, so that a noisy minute hits every one of them. */
export interface Effort {
	readonly rounds: number;
	readonly roundMs: number;
	/** Different tasks that are asked about. */
	readonly tasks: number;
	/** Rounds of what takes many seconds each. */
	readonly films: number;
}

export const FULL: Effort = { rounds: 11, roundMs: 1_000, tasks: 5_000, films: 3 };
export const QUICK: Effort = { rounds: 3, roundMs: 700, tasks: 1_000, films: 1 };

/** One line of the table; all figures are medians over the rounds. */
export interface Line {
	readonly what: string;
	readonly reached: string;
	/** What it is compared with, measured in the same run. */
	readonly beside: string;
	/** Empty when the line is there for comparison only. */
	readonly goals: readonly Goal[];
	/** Everything behind the words, for the JSON file. */
	readonly figures: Readonly<Record<string, number>>;
}

export interface Goal {
	readonly goal: string;
	readonly figure: number;
	readonly met: boolean;
}

export function atLeast(figure: number, bound: number, what: string): Goal {
	return { goal: `${what} ≥ ${bound}`, figure, met: figure >= bound };
}

export function atMost(figure: number, bound: number, what: string): Goal {
	return { goal: `${what} ≤ ${bound}`, figure, met: figure <= bound };
}
