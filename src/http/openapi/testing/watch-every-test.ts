import { afterEach } from "vitest";
import { type AnswerCheck, createAnswerCheck } from "./check-answers.ts";
import { type AnswerWatch, watchAnswers } from "./watch-answers.ts";

/** For vitest's `setupFiles`: whatever a test makes a wire answer has to be as it is described. */
interface Watching {
	readonly watch: AnswerWatch;
	check: Promise<AnswerCheck> | null;
}

/** Test files that share a process share this, and with it the compiled schemas. */
const shared = globalThis as { filmgateWatching?: Watching };
shared.filmgateWatching ??= { watch: watchAnswers(), check: null };
const watching = shared.filmgateWatching;

afterEach(async () => {
	const seen = watching.watch.take();
	if (seen.length === 0) return;
	watching.check ??= createAnswerCheck();
	const { faultIn } = await watching.check;
	const faults = new Set(seen.map(faultIn).filter((fault) => fault !== null));
	if (faults.size > 0) throw new Error(`Not as /openapi.json has it: ${[...faults].join("\n")}`);
});
