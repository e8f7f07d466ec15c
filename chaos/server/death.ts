import type { Step } from "../../src/core/ports/step.ts";

/** A step at which a server can be made to die: those of the product, and the one that lies inside an engine's adapter. */
export type DeathStep = Step | "after-engine-accepted-before-answer";

export interface Death {
	readonly step: DeathStep;
	/** It dies when it comes there for the nth time. */
	readonly nth: number;
}

/** In the order of a task's life. */
export const DEATH_STEPS: readonly DeathStep[] = [
	"before-claim",
	"after-claim-commit",
	"before-engine-start",
	"after-engine-accepted-before-answer",
	"after-answer-before-commit",
	"after-started-commit",
	"done-before-archive",
	"after-blob-before-commit",
	"after-archived-commit",
	"before-announcement-send",
	"after-send-before-record",
];

/** Ends this process as `kill -9` does, at the appointed step; before anything else of this thread can happen. */
export function appoint(death: Death | null): (step: DeathStep) => void {
	let times = 0;
	return (step) => {
		if (step !== death?.step) return;
		times += 1;
		if (times < death.nth) return;
		process.kill(process.pid, "SIGKILL");
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
	};
}
