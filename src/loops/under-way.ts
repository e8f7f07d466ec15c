/** Work that a round began and does not wait for. */
export class UnderWay {
	readonly #work = new Set<Promise<void>>();

	/** `work` must not reject. */
	add(work: Promise<void>): void {
		this.#work.add(work);
		void work.finally(() => this.#work.delete(work));
	}

	get size(): number {
		return this.#work.size;
	}

	/** Resolves when nothing is under way any more, work that began meanwhile included. */
	async settled(): Promise<void> {
		while (this.#work.size > 0) await Promise.all(this.#work);
	}
}
