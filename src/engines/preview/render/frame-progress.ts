/** Adds up what the threads have done. */
export interface FrameProgress {
	/** So many frames of a group are done. */
	set(group: number, frames: number): void;
	/** All of it is done anew. */
	restart(): void;
}

/**
 * Reports whole percents from 1 to 99, each higher than the last, none before its frames are done.
 * A film that is drawn anew holds the report where it was until as many frames are done again.
 */
export function createProgress(frames: number, report: (percent: number) => void): FrameProgress {
	const done = new Map<number, number>();
	let total = 0;
	let reported = 0;
	return {
		set(group, now) {
			total += now - (done.get(group) ?? 0);
			done.set(group, now);
			const percent = Math.min(99, Math.floor((100 * total) / frames));
			if (percent <= reported) return;
			reported = percent;
			report(percent);
		},
		restart() {
			done.clear();
			total = 0;
		},
	};
}
