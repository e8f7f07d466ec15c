/** What the threads of a film do together before its first frame; once a film each, of so many parts at most. */
export const SHARED = ["outlines", "motion", "mouth", "speech"] as const;
export type Shared = (typeof SHARED)[number];
export const MOST_PARTS = 16;

/** The threads that draw one film together, as one of them sees them. */
export interface Crew {
	/**
	 * Has each part of it done by one of the threads, and gives every thread all that came of them. All threads have to ask for
	 * the same; what can be worked on at once is asked for before any of it is waited for. What comes of a part crosses thread
	 * borders: plain data, not to be changed.
	 */
	share<Part>(what: Shared, parts: readonly (() => Part | Promise<Part>)[]): Promise<Part[]>;
}

/** A thread that draws by itself. */
export const alone: Crew = {
	async share(_what, parts) {
		const done = [];
		for (const part of parts) done.push(await part());
		return done;
	},
};
