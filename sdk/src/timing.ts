/** Resolves after `ms`; rejects with the signal's reason when it fires first. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = (ms, signal) =>
	new Promise((resolve, reject) => {
		signal?.throwIfAborted();
		const timer = setTimeout(done, ms);
		signal?.addEventListener("abort", interrupt, { once: true });
		function done() {
			signal?.removeEventListener("abort", interrupt);
			resolve();
		}
		function interrupt() {
			clearTimeout(timer);
			reject(signal?.reason);
		}
	});

/** What it comes to; rejects with the signal's reason when that fires first. */
export async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
	let interrupt = () => {};
	const aborted = new Promise<never>((_resolve, reject) => {
		interrupt = () => reject(signal?.reason);
	});
	if (signal?.aborted) interrupt();
	signal?.addEventListener("abort", interrupt, { once: true });
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal?.removeEventListener("abort", interrupt);
	}
}

/** A signal that fires with another one, or when the time between `start` and `pause` grows too long. */
export interface Watch {
	readonly signal: AbortSignal;
	/** Begins to count, from nothing. */
	start(): void;
	pause(): void;
	/** To be called on every way out. */
	end(): void;
}

export function createWatch(limitMs: number, outer?: AbortSignal): Watch {
	const controller = new AbortController();
	const follow = () => controller.abort(outer?.reason);
	const ring = () => controller.abort(new Error(`Nothing came for ${limitMs} ms.`));
	let timer: ReturnType<typeof setTimeout> | undefined;
	const pause = () => clearTimeout(timer);
	if (outer?.aborted) follow();
	outer?.addEventListener("abort", follow, { once: true });
	return {
		signal: controller.signal,
		start() {
			pause();
			timer = setTimeout(ring, limitMs);
		},
		pause,
		end() {
			pause();
			outer?.removeEventListener("abort", follow);
		},
	};
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;

/** How long to rest after so many tries: doubling, with chance in it, so that many clients do not come back at once. */
export function pauseAfter(tries: number): number {
	return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
}

/** The milliseconds that a `Retry-After` header asks for, as seconds or as a date; null without one. */
export function retryAfterMs(headers: Headers): number | null {
	const text = headers.get("retry-after");
	if (text === null) return null;
	const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
	return Number.isNaN(ms) ? null : Math.max(0, ms);
}
