import { isStill } from "../../../core/order.ts";
import { take } from "./looks.ts";
import type { FromChild, ToChild } from "./messages.ts";
import { explainFailure } from "./render-failed.ts";
import { renderFilm } from "./render-film.ts";
import { renderStill } from "./render-still.ts";
import { createSegmentThreads } from "./segment-threads.ts";

/** Answers the server's messages, each with one message that ends it. The server sends one film at a time. */
export function serveJobs(threadCount: number): void {
	const threads = createSegmentThreads(threadCount);
	const running = new Map<number, AbortController>();

	const work = async (message: Exclude<ToChild, { kind: "abort" }>, signal: AbortSignal): Promise<FromChild> => {
		const { id } = message;
		if (message.kind === "look") return { kind: "seen", id, answer: await take(message.look) };
		const onProgress = (percent: number) => send({ kind: "progress", id, percent });
		const make = isStill(message.task.order.operation) ? renderStill : renderFilm;
		return { kind: "rendered", id, film: await make(message.task, { threads, signal, onProgress }) };
	};

	process.on("message", (message: ToChild) => {
		const { id } = message;
		if (message.kind === "abort") return running.get(id)?.abort();
		const abort = new AbortController();
		running.set(id, abort);
		work(message, abort.signal)
			.catch((error: unknown): FromChild => ({ kind: "failed", id, ...explainFailure(error) }))
			.then((answer) => {
				running.delete(id);
				send(answer);
			});
	});
}

function send(message: FromChild): void {
	process.send?.(message, undefined, undefined, () => {}); // It fails when the server is gone, and then so is this process.
}
