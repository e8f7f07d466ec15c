/** Attempts that a webhook may have under way at one time. */
const WIDEST = 8;
/** An answer that took longer makes its receiver a slow one. */
const SLOW_MS = 1_000;

/** What goes to one webhook: how much of it at one time, and when there is more to do. */
export class DeliveryLane {
	readonly webhook: string;
	readonly underWay = new Set<string>();
	/** When there may be something to send; infinity while nothing is known to wait. */
	nextAt: number;
	#pausedUntil = 0;
	#width = 1;
	#slow = false;

	constructor(webhook: string, nextAt: number) {
		this.webhook = webhook;
		this.nextAt = nextAt;
	}

	/** How many attempts may begin. */
	get free(): number {
		return Math.max(0, this.#width - this.underWay.size);
	}

	/** Whether its last attempt failed or took long: then it gets no more than its one connection, and no reserved one. */
	get slow(): boolean {
		return this.#slow;
	}

	/** When it is to be served next, if there is room. */
	get turnAt(): number {
		return Math.max(this.nextAt, this.#pausedUntil);
	}

	/** Nothing begins before this instant. */
	pauseUntil(at: number): void {
		this.#pausedUntil = at;
	}

	isDue(now: number): boolean {
		return this.turnAt <= now && this.free > 0;
	}

	/** A receiver that takes things quickly gets more of them at once. */
	learn({ delivered, ms }: { readonly delivered: boolean; readonly ms: number }): void {
		this.#slow = !delivered || ms > SLOW_MS;
		this.#width = this.#slow ? 1 : Math.min(WIDEST, this.#width * 2);
	}
}
