/** `live` films are for paying keys, `test` films for test keys. */
export type RenderLane = "live" | "test";

export interface Waiting<Job> {
	readonly job: Job;
	readonly lane: RenderLane;
	/** How much work it is; only compared. */
	readonly work: number;
}

/**
 * The order in which films are made. Lanes take turns while both wait. Within a lane the shortest goes first,
 * except that what has waited a minute goes before all that came later.
 */
export interface RenderQueue<Job> {
	add(waiting: Waiting<Job>): void;
	/** Takes out the next; null when none waits. */
	take(): Job | null;
	/** Takes a certain one out. False when it does not wait here. */
	remove(job: Job): boolean;
	/** Empties the queue. */
	clear(): readonly Job[];
}

/** How long others may go first, in ms. */
const patienceMs = 60_000;

interface Entry<Job> extends Waiting<Job> {
	readonly addedAt: number;
}

export function createRenderQueue<Job>(now: () => number): RenderQueue<Job> {
	const entries: Entry<Job>[] = []; // As they came.
	let lastLane: RenderLane | null = null;

	const takeOut = (entry: Entry<Job>): Job => {
		entries.splice(entries.indexOf(entry), 1);
		lastLane = entry.lane;
		return entry.job;
	};

	return {
		add: (waiting) => entries.push({ ...waiting, addedAt: now() }),
		take() {
			const others = entries.filter((it) => it.lane !== lastLane);
			const next = nextOf(others.length > 0 ? others : entries, now());
			return next === null ? null : takeOut(next);
		},
		remove(job) {
			const index = entries.findIndex((it) => it.job === job);
			if (index >= 0) entries.splice(index, 1);
			return index >= 0;
		},
		clear: () => entries.splice(0).map((it) => it.job),
	};
}

function nextOf<Job>(entries: readonly Entry<Job>[], now: number): Entry<Job> | null {
	const oldest = entries[0];
	if (oldest === undefined) return null;
	if (now - oldest.addedAt >= patienceMs) return oldest;
	return entries.reduce((best, it) => (it.work < best.work ? it : best));
}
