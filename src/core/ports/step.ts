/**
 * The steps of a task's life between which the death of a server would do the most harm, in their order: before and
 * after everything that can be done only once, or has to be on disk first.
 */
export type Step =
	| "before-claim"
	| "after-claim-commit"
	| "before-engine-start"
	| "after-answer-before-commit"
	| "after-started-commit"
	| "done-before-archive"
	| "after-blob-before-commit"
	| "after-archived-commit"
	| "before-announcement-send"
	| "after-send-before-record";

/** Told when some task comes to a step, so that a test can end the process there. A server that serves has none. */
export type Reached = (step: Step) => void;
