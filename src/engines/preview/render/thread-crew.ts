import { type Crew, MOST_PARTS, SHARED, type Shared } from "../crew.ts";
import { claimPart, type End, type SharedWork } from "./shared-work.ts";

/** What came of a part, on its way to the other threads. */
export interface SharedPart {
	readonly number: number;
	readonly value: unknown;
}

/** The film is given up: what another thread was to send does not come any more. */
export class Stopped extends Error {
	override readonly name = "Stopped";
}

/** A crew whose threads claim parts in the work that they share, each from its own end, and send each other what came of them. */
export class ThreadCrew implements Crew {
	readonly #work: SharedWork;
	readonly #end: End;
	readonly #send: (part: SharedPart) => void;
	readonly #coming = new Map<number, PromiseWithResolvers<unknown>>();
	#stopped = false;

	constructor(work: SharedWork, end: End, send: (part: SharedPart) => void) {
		this.#work = work;
		this.#end = end;
		this.#send = send;
	}

	async share<Part>(what: Shared, parts: readonly (() => Part | Promise<Part>)[]): Promise<Part[]> {
		if (parts.length > MOST_PARTS)
			throw new RangeError(`The ${what} have ${parts.length} parts: at most ${MOST_PARTS}.`);
		const first = SHARED.indexOf(what) * MOST_PARTS;
		const own = new Map<number, Part>();
		const order = [...parts.keys()];
		for (const index of this.#end === "front" ? order : order.reverse()) {
			if (!claimPart(this.#work, first + index)) continue;
			const value = await (parts[index] as () => Part | Promise<Part>)();
			own.set(index, value);
			this.#send({ number: first + index, value });
		}
		const all = parts.map((_, index) => (own.has(index) ? own.get(index) : this.#await(first + index).promise));
		return (await Promise.all(all)) as Part[];
	}

	/** Another thread has done a part. */
	hear({ number, value }: SharedPart): void {
		this.#await(number).resolve(value);
	}

	/** Whoever waits for a part, now or later, is told that none comes. */
	stop(): void {
		this.#stopped = true;
		for (const { reject } of this.#coming.values()) reject(new Stopped());
	}

	#await(number: number): PromiseWithResolvers<unknown> {
		const known = this.#coming.get(number);
		if (known !== undefined) return known;
		const coming = Promise.withResolvers<unknown>();
		coming.promise.catch(() => {}); // It may be given up before anybody waits for it.
		if (this.#stopped) coming.reject(new Stopped());
		this.#coming.set(number, coming);
		return coming;
	}
}
