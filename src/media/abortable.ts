/**
 * The same chunks, until the signal fires: then it rejects with the signal's reason at once, also while the source is
 * silent. However it ends, the source is told to stop.
 */
export async function* abortable<Chunk>(source: AsyncIterable<Chunk>, signal?: AbortSignal): AsyncGenerator<Chunk> {
	if (signal === undefined) {
		yield* source;
		return;
	}
	const iterator = source[Symbol.asyncIterator]();
	const { promise: aborted, stop } = rejectOnAbort(signal);
	try {
		while (true) {
			const next = await Promise.race([iterator.next(), aborted]);
			if (next.done === true) return;
			yield next.value;
		}
	} finally {
		stop();
		// Not awaited when aborted: a generator answers `return` only after the `next` that it hangs in.
		const ended = iterator.return?.();
		if (signal.aborted) ended?.catch(() => {});
		else await ended;
	}
}

/** What the promise gives, or a rejection with the signal's reason as soon as the signal fires. */
export async function beforeAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
	const { promise: aborted, stop } = rejectOnAbort(signal);
	try {
		return await Promise.race([work, aborted]);
	} finally {
		stop();
		work.catch(() => {});
	}
}

function rejectOnAbort(signal: AbortSignal): { promise: Promise<never>; stop: () => void } {
	const { promise, reject } = Promise.withResolvers<never>();
	// The race may be over before anybody looks at this one.
	promise.catch(() => {});
	const onAbort = () => reject(signal.reason);
	if (signal.aborted) onAbort();
	else signal.addEventListener("abort", onAbort, { once: true });
	return { promise, stop: () => signal.removeEventListener("abort", onAbort) };
}
