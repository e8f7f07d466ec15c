/** Whose turn is when: many ids with an instant each, in buckets of equal width. Setting an id again moves it. */
export class Agenda {
	readonly #bucketMs: number;
	readonly #buckets = new Map<number, Set<number>>();
	readonly #bucketOf = new Map<number, number>();
	#earliest = Number.POSITIVE_INFINITY;

	constructor(bucketMs: number) {
		this.#bucketMs = bucketMs;
	}

	set(id: number, at: number): void {
		this.delete(id);
		const bucket = Math.ceil(at / this.#bucketMs);
		const ids = this.#buckets.get(bucket);
		if (ids === undefined) this.#buckets.set(bucket, new Set([id]));
		else ids.add(id);
		this.#bucketOf.set(id, bucket);
		this.#earliest = Math.min(this.#earliest, bucket);
	}

	delete(id: number): void {
		const bucket = this.#bucketOf.get(id);
		if (bucket === undefined) return;
		this.#bucketOf.delete(id);
		const ids = this.#buckets.get(bucket);
		ids?.delete(id);
		if (ids?.size === 0) this.#buckets.delete(bucket);
	}

	/** Takes out everything whose instant has come. */
	takeDue(now: number): number[] {
		const due: number[] = [];
		const last = Math.floor(now / this.#bucketMs);
		if (this.#earliest > last) return due;
		for (const [bucket, ids] of this.#buckets) {
			if (bucket > last) continue;
			for (const id of ids) {
				this.#bucketOf.delete(id);
				due.push(id);
			}
			this.#buckets.delete(bucket);
		}
		this.#earliest = Math.min(Number.POSITIVE_INFINITY, ...this.#buckets.keys());
		return due;
	}

	/** When the next one's turn is; null when there is none. */
	nextAt(): number | null {
		return this.#earliest === Number.POSITIVE_INFINITY ? null : this.#earliest * this.#bucketMs;
	}

	get size(): number {
		return this.#bucketOf.size;
	}
}
