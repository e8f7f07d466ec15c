import type { Clock } from "../core/clock.ts";

/** A signal that fires after `limitMs`, unless it was ended before. */
export function timeLimit(clock: Clock, limitMs: number): { readonly signal: AbortSignal; end(): void } {
	const controller = new AbortController();
	const end = clock.after(limitMs, () => controller.abort(new Error(`No answer within ${limitMs} ms.`)));
	return { signal: controller.signal, end };
}
