/** What the bench may ask of one of its processes. */
export interface Question {
	readonly kind: string;
	readonly [detail: string]: unknown;
}

export interface Answer {
	readonly failure: string | null;
	readonly value: unknown;
}

/** The other half of `startChild`: says what it is once it is ready, answers questions, ends when the bench does. */
export function serveParent(ready: unknown, answer: (question: Question) => unknown = () => null): void {
	const reply = (message: Answer) => process.send?.(message);
	process.on("message", async (question: Question) => {
		try {
			reply({ failure: null, value: question.kind === "cpu" ? cpuMs() : await answer(question) });
		} catch (error) {
			reply({ failure: String(error), value: null });
		}
	});
	process.on("disconnect", () => process.exit(0));
	reply({ failure: null, value: ready });
}

function cpuMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}
