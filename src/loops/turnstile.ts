/**
 * Lets so many tasks through at once for each engine, so that one that does not answer holds up no other. Who has to wait
 * is remembered until there is room: however many wait, nobody goes over all of them.
 */
export class Turnstile {
	readonly #mostAtOnce: number;
	readonly #lanes = new Map<string, { inside: number; readonly waiting: Set<number> }>();

	constructor(mostAtOnce: number) {
		this.#mostAtOnce = mostAtOnce;
	}

	/** True when the task comes through: it counts until somebody leaves. False when it waits. */
	enter(engine: string, id: number): boolean {
		const lane = this.#laneOf(engine);
		if (lane.inside >= this.#mostAtOnce) {
			lane.waiting.add(id);
			return false;
		}
		lane.waiting.delete(id);
		lane.inside += 1;
		return true;
	}

	leave(engine: string): void {
		this.#laneOf(engine).inside -= 1;
	}

	/**
	 * Names those who waited longest, as long as there is room for them. Each has to enter before the next is named; one
	 * that does not want to any more is thereby passed over.
	 */
	*called(): Generator<number> {
		for (const lane of this.#lanes.values()) {
			for (const id of lane.waiting) {
				if (lane.inside >= this.#mostAtOnce) break;
				lane.waiting.delete(id);
				yield id;
			}
		}
	}

	#laneOf(engine: string) {
		const lane = this.#lanes.get(engine) ?? { inside: 0, waiting: new Set() };
		this.#lanes.set(engine, lane);
		return lane;
	}
}
