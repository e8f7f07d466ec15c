/** Lets so many through at once for each engine, so that one that does not answer holds up no other. */
export class Turnstile {
	readonly #mostAtOnce: number;
	readonly #inside = new Map<string, number>();

	constructor(mostAtOnce: number) {
		this.#mostAtOnce = mostAtOnce;
	}

	/** False when this engine is being asked about enough others; else it counts until `leave`. */
	enter(engine: string): boolean {
		const inside = this.#inside.get(engine) ?? 0;
		if (inside >= this.#mostAtOnce) return false;
		this.#inside.set(engine, inside + 1);
		return true;
	}

	leave(engine: string): void {
		this.#inside.set(engine, (this.#inside.get(engine) ?? 1) - 1);
	}
}
