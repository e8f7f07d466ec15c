import { MOST_PARTS, SHARED } from "../crew.ts";

/**
 * What the threads of one film share: which of its groups and of the parts of its preparation nobody has taken yet, and
 * whether to stop. Crosses thread borders.
 */
export type SharedWork = Int32Array<SharedArrayBuffer>;

/** Where a thread takes its groups from. Its own then follow on each other, and so does what it has to prepare for them. */
export type End = "front" | "back";

/** In one word, so that two threads never take the same one: the first group that is left, and 65,536 times the one after the last. */
const left = 0;
const stopped = 1;
const firstPart = 2;
const partsInAll = SHARED.length * MOST_PARTS;

export function createSharedWork(groups: number): SharedWork {
	const work = new Int32Array(new SharedArrayBuffer(4 * (firstPart + partsInAll)));
	work[left] = groups << 16;
	return work;
}

/** The next group from an end; null when none is left. */
export function takeGroup(work: SharedWork, end: End): number | null {
	for (;;) {
		const seen = Atomics.load(work, left);
		const [first, after] = [seen & 0xffff, seen >>> 16];
		if (first === after) return null;
		const fewer = end === "front" ? seen + 1 : seen - 0x10000;
		if (Atomics.compareExchange(work, left, seen, fewer) === seen) return end === "front" ? first : after - 1;
	}
}

/** Whether nobody did before. */
export function claimPart(work: SharedWork, number: number): boolean {
	return Atomics.exchange(work, firstPart + number, 1) === 0;
}

export function stop(work: SharedWork): void {
	Atomics.store(work, stopped, 1);
}

export function isStopped(work: SharedWork): boolean {
	return Atomics.load(work, stopped) !== 0;
}
