import type { LoopNeeds } from "./needs.ts";

/** What an engine has to say after its signal has fired (that nothing was sent yet, say) is heard for so long. */
export const LAST_WORD_MS = 1_000;

/**
 * Asks an engine something and waits at most `limitMs` for it, less when the server ends in a hurry. The signal fires
 * then; an engine that does not heed it is left alone a second later, and the call rejects with the signal's reason.
 */
export async function callEngine<Answer>(
	{ clock, halt }: Pick<LoopNeeds, "clock" | "halt">,
	limitMs: number,
	call: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
	const controller = new AbortController();
	const silence = Promise.withResolvers<never>();
	let callOff = clock.after(limitMs, () => giveUp(new Error(`No answer within ${limitMs} ms.`)));
	const { hurrying } = halt;
	const hurry = () => giveUp(hurrying.reason);

	function giveUp(reason: unknown): void {
		if (controller.signal.aborted) return;
		callOff();
		controller.abort(reason);
		callOff = clock.after(LAST_WORD_MS, () => silence.reject(reason));
	}

	hurrying.addEventListener("abort", hurry, { once: true });
	if (hurrying.aborted) hurry();
	try {
		return await Promise.race([call(controller.signal), silence.promise]);
	} finally {
		callOff();
		hurrying.removeEventListener("abort", hurry);
	}
}
