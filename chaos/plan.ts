import { createRandom } from "../src/engines/preview/scene/random.ts";
import { DEATH_STEPS, type Death } from "./server/death.ts";

/** What one server lives through, and how it ends. */
export interface Life {
	/** It dies at a step of the start protocol and of what follows; null when it is ended from outside. */
	readonly death: Death | null;
	/** How long it is let live. */
	readonly ms: number;
	readonly trouble: "frozen" | "disk-full" | null;
	/** By `kill -9`, or as an operator stops it. */
	readonly end: "kill" | "stop";
}

export interface PlanOptions {
	readonly seed: number;
	readonly kills: number;
	readonly disk: boolean;
}

const FREEZE_EVERY = 60;
const FILL_EVERY = 40;
const STOP_EVERY = 30;
const LONGEST_MS = 5_000;
/** One that has not come to its step by then is killed as it is. */
const STEP_WITHIN_MS = 4_000;
/** Every named step is one that servers die at, before any is one again. */
const BY_STEP = 0.5;

/** The lives of as many servers as there are kills, and of some more that are stopped. */
export function makePlan({ seed, kills, disk }: PlanOptions): readonly Life[] {
	const random = createRandom(seed);
	const lives: Life[] = [];
	let steps = Math.floor(random() * DEATH_STEPS.length);
	for (let n = 0; n < kills; n += 1) {
		// Most live a moment only; some get round to everything.
		const ms = 100 + LONGEST_MS * random() ** 3;
		const nth = 1 + Math.floor(random() ** 3 * 12);
		const byStep = random() < BY_STEP;
		if (n % FREEZE_EVERY === 2) lives.push({ death: null, ms, trouble: "frozen", end: "kill" });
		else if (disk && n % FILL_EVERY === 4) lives.push({ death: null, ms: ms + 500, trouble: "disk-full", end: "kill" });
		else if (byStep) {
			lives.push({
				death: { step: DEATH_STEPS[steps % DEATH_STEPS.length]!, nth },
				ms: STEP_WITHIN_MS,
				trouble: null,
				end: "kill",
			});
			steps += 1;
		} else lives.push({ death: null, ms, trouble: null, end: "kill" });
		if (n % STOP_EVERY === 6) lives.push({ death: null, ms, trouble: null, end: "stop" });
	}
	return lives;
}
