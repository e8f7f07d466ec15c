import { numberOf, willFail } from "./faults.ts";

/** What can be done about a start whose answer was lost. */
export const KINDS = ["finder", "repeater", "blind"] as const;
export type Kind = (typeof KINDS)[number];

/** Work that the upstream has taken on, and bills. */
export interface Work {
	readonly id: number;
	readonly kind: Kind;
	readonly token: string;
	readonly prompt: string;
	readonly readyAt: number;
	readonly fails: boolean;
	/** Films that went out to their last byte. */
	delivered: number;
}

/** A start that reached the upstream, taken or not. */
export interface StartCall {
	readonly kind: Kind;
	readonly token: string;
	readonly prompt: string;
	taken: boolean;
}

export interface UpstreamReport {
	readonly works: readonly Work[];
	readonly starts: readonly StartCall[];
	/** How often each fault was played. */
	readonly faults: Readonly<Record<string, number>>;
}

const LONGEST_WORK_MS = 500;

/** The upstream's books. */
export class Works {
	readonly works: Work[] = [];
	readonly starts: StartCall[] = [];
	readonly #seed: number;
	readonly #byToken = new Map<string, Work>();
	/** Tokens of which somebody was told that they were never started: they never will be. */
	readonly #fenced = new Set<string>();
	readonly #callsByPrompt = new Map<string, number>();

	constructor(seed: number) {
		this.#seed = seed;
	}

	/** Notes that it was asked; says how often it was asked for this order before. */
	noteStart(call: StartCall): number {
		this.starts.push(call);
		const before = this.#callsByPrompt.get(call.prompt) ?? 0;
		this.#callsByPrompt.set(call.prompt, before + 1);
		return before;
	}

	/** Takes a start on, and bills it. A repeater knows its tokens; the others make new work of whatever they are sent. */
	take(call: StartCall): Work | null {
		const { kind, token, prompt } = call;
		if (this.#fenced.has(token)) return null;
		const known = kind === "repeater" ? this.#byToken.get(token) : undefined;
		call.taken = true;
		if (known !== undefined) return known;
		const readyAt = Date.now() + LONGEST_WORK_MS * numberOf(`length ${prompt}`, this.#seed);
		const work = {
			id: this.works.length,
			kind,
			token,
			prompt,
			readyAt,
			fails: willFail(this.#seed, prompt),
			delivered: 0,
		};
		this.works.push(work);
		this.#byToken.set(token, work);
		return work;
	}

	/** A look-up's "never started" is proof: a start with this token that is still on its way will not be taken. */
	find(token: string): Work | null {
		const work = this.#byToken.get(token) ?? null;
		if (work === null) this.#fenced.add(token);
		return work;
	}
}
