/** Lets work on one name go one after another; work on different names does not wait for each other. */
export interface Turns {
	take<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}

export function createTurns(): Turns {
	const last = new Map<string, Promise<unknown>>();
	return {
		async take(name, work) {
			const before = last.get(name) ?? Promise.resolve();
			const mine = before.then(work, work);
			last.set(name, mine);
			try {
				return await mine;
			} finally {
				if (last.get(name) === mine) last.delete(name);
			}
		},
	};
}
