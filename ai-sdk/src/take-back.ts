import { FilmgateApiError, type Task } from "@filmgate/sdk";
import type { Connection } from "./connect.ts";

/** How long a call that has come to nothing looks after what it has begun, ms: whoever aborts it waits for that. */
const PATIENCE_MS = 10_000;

/** What a call has made so far. */
export interface Begun {
	readonly tasks: Task[];
	/** Null without one. */
	readonly webhook: string | null;
	/** Asks once more, under the same key, for the task whose answer has not come; null when none is missing. */
	unanswered: ((signal: AbortSignal) => Promise<Task>) | null;
}

/** Nobody will ever ask for what this call has begun: it must cost nothing. What cannot be undone changes nothing about its error. */
export async function takeBack({ tasks, webhook, unanswered }: Begun, { api }: Connection): Promise<void> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const undone = tasks.map(({ id }) => api.tasks.cancel(id, { signal }));
	// If the server has not taken it by now, it does so here: cancelled at once, that is as good as never.
	if (unanswered !== null) undone.push(unanswered(signal).then(({ id }) => api.tasks.cancel(id, { signal })));
	await Promise.allSettled(undone);
	if (webhook !== null) await Promise.allSettled([api.webhooks.delete(webhook, { signal })]);
}

/** The same for a webhook whose answer has not come; `send` asks for it once more, under the same key. */
export async function takeBackWebhook(
	send: (signal: AbortSignal) => Promise<string>,
	{ api }: Connection,
): Promise<void> {
	const signal = AbortSignal.timeout(PATIENCE_MS);
	const undone = send(signal).then((webhook) => api.webhooks.delete(webhook, { signal }));
	await Promise.allSettled([undone]);
}

/** Whether the server may have done what it was asked for: it has not said no itself. */
export function isUnanswered(error: unknown): boolean {
	const cause = error instanceof Error ? error.cause : null;
	return !(cause instanceof FilmgateApiError && cause.code !== null);
}
