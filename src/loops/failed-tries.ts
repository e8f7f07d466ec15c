import { FilmgateError } from "../core/errors.ts";
import type { LoopNeeds } from "./needs.ts";

/**
 * Counts, for each task, a loop's attempts that came to nothing, and has them noted in its timeline: at the first, the
 * second, the fourth, the eighth and so on, and what is left over when the matter is settled. So a task that is tried a
 * thousand times has ten lines for it, of which readers see the last.
 */
export class FailedTries {
	readonly #needs: Pick<LoopNeeds, "store" | "owner" | "log">;
	readonly #tries = new Map<number, { count: number; noted: number; reason: string }>();

	constructor(needs: Pick<LoopNeeds, "store" | "owner" | "log">) {
		this.#needs = needs;
	}

	/** Resolves to how many there were, this one included. */
	async add(id: number, error: unknown): Promise<number> {
		const tries = this.#tries.get(id) ?? { count: 0, noted: 0, reason: "" };
		this.#tries.set(id, tries);
		tries.count += 1;
		tries.reason = reasonOf(error);
		if (tries.count >= tries.noted * 2) await this.#note(id);
		return tries.count;
	}

	/** The matter is about to be settled: to be called before the event that settles it. */
	async settle(id: number): Promise<void> {
		const tries = this.#tries.get(id);
		if (tries !== undefined && tries.count > tries.noted) await this.#note(id);
	}

	/** How many there were so far. */
	countOf(id: number): number {
		return this.#tries.get(id)?.count ?? 0;
	}

	forget(id: number): void {
		this.#tries.delete(id);
	}

	/** A line that could not be written must not hold up the work that it is about. */
	async #note(id: number): Promise<void> {
		const tries = this.#tries.get(id);
		if (tries === undefined) return;
		const { count, reason } = tries;
		tries.noted = count;
		try {
			await this.#needs.store.apply(id, { type: "tries-failed", count, reason }, this.#needs.owner);
		} catch (error) {
			this.#needs.log.warn({ err: error, task: id }, "failed tries could not be noted");
		}
	}
}

/** For the task's owner, so without what our own errors would not say either; the log has it all. */
function reasonOf(error: unknown): string {
	return error instanceof FilmgateError ? error.message : "there was no usable answer";
}
