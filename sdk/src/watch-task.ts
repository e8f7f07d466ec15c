import { FilmgateConnectionError } from "./errors.ts";
import { readEvents } from "./read-events.ts";
import { createWatch, pauseAfter, retryAfterMs } from "./timing.ts";
import type { Transport } from "./transport.ts";
import type { Task, TaskStatus } from "./wire.ts";

/** The longest that the server holds one answer back, seconds. */
const LONGEST_STEP_SECONDS = 60;
const USUAL_STEP_SECONDS = 30;

export interface WatchOptions {
	/** False asks again and again, for networks that hold streams back. Default: true. */
	push?: boolean;
	/** How long the server may hold one answer back where nothing is pushed, 1 to 60. Default: 30. */
	stepSeconds?: number;
	signal?: AbortSignal | undefined;
}

/** Whether a task has ended: succeeded, failed, rejected or cancelled. */
export function isFinished(task: { status: TaskStatus }): boolean {
	return ["succeeded", "failed", "rejected", "cancelled"].includes(task.status);
}

/**
 * A task as it is now and whenever it has changed, until it has ended: that is the last one. Pushed by the server over one
 * connection, renewed where it stopped; asked for by held requests where the server or something on the way does not push,
 * and at intervals where they are not held either.
 */
export async function* watchTask(
	transport: Transport,
	path: string,
	options: WatchOptions = {},
): AsyncGenerator<Task, void> {
	if (options.push !== false) {
		for await (const task of followTask(transport, path, options.signal)) {
			yield task;
			if (isFinished(task)) return;
		}
	}
	yield* pollTask(transport, path, options);
}

/** How far a stream has come. */
interface Place {
	lastId: string;
	/** As the server asked; null while it has not. */
	retryMs: number | null;
}

/** What ended one connection: there is no stream for us, or there was one and it broke off. */
type End = { kind: "no-stream" } | { kind: "lost"; brought: boolean; cause?: unknown };

/** Tasks as they are pushed. Ends when there is no stream to be had; whoever reads it goes on by asking. */
async function* followTask(transport: Transport, path: string, signal?: AbortSignal): AsyncGenerator<Task, void> {
	const place: Place = { lastId: "", retryMs: null };
	for (let failures = 0; ; ) {
		const end = yield* readStream(transport, `${path}/events`, { place, signal });
		if (end.kind === "no-stream") return;
		failures = end.brought ? 1 : failures + 1;
		if (failures > transport.maxRetries) {
			throw new FilmgateConnectionError(`The events of ${path} broke off.`, end.cause);
		}
		await transport.sleep(place.retryMs ?? pauseAfter(failures), signal);
	}
}

/** One connection. */
async function* readStream(
	transport: Transport,
	path: string,
	{ place, signal }: { place: Place; signal: AbortSignal | undefined },
): AsyncGenerator<Task, End> {
	signal?.throwIfAborted();
	const watch = createWatch(transport.timeoutMs, signal);
	let opened = false;
	let brought = false;
	try {
		watch.start();
		const again: Record<string, string> = place.lastId === "" ? {} : { "last-event-id": place.lastId };
		const headers = { accept: "text/event-stream", ...again };
		const response = await transport.stream(path, { headers, signal: watch.signal });
		// Whatever it says no to: a plain question will get the answer that counts.
		if (!isEventStream(response)) {
			response.body?.cancel().catch(() => {}); // Not waited for: a body that somebody else reads, too, does not end.
			return { kind: "no-stream" };
		}
		opened = true;
		for await (const event of readEvents(piecesOf(response, watch.start))) {
			place.lastId = event.id;
			place.retryMs = event.retryMs;
			const task = readTask(event.data);
			if (task === null) continue;
			brought = true;
			watch.pause(); // What the reader takes its time for is not the server's silence.
			yield task;
			watch.start();
		}
		return { kind: "lost", brought };
	} catch (cause) {
		signal?.throwIfAborted();
		// A stream tells at once how things are. One that tells nothing is held back by something on the way.
		const heldBack = opened && !brought && watch.signal.aborted;
		return heldBack ? { kind: "no-stream" } : { kind: "lost", brought, cause };
	} finally {
		watch.end();
	}
}

function isEventStream({ ok, headers }: Response): boolean {
	return ok && (headers.get("content-type") ?? "").startsWith("text/event-stream");
}

/** The pieces of a body, each of which shows that the line is alive. Lets go of the body on every way out. */
async function* piecesOf({ body }: Response, onPiece: () => void): AsyncGenerator<Uint8Array> {
	const reader = body?.getReader();
	if (reader === undefined) return;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			onPiece();
			yield value;
		}
	} finally {
		await reader.cancel().catch(() => {}); // It has ended, or is broken already.
	}
}

/** An event of another kind is not for us. */
function readTask(data: string): Task | null {
	try {
		const value: unknown = JSON.parse(data);
		return typeof value === "object" && value !== null && "status" in value ? (value as Task) : null;
	} catch {
		return null;
	}
}

/** Tasks as they are asked for. */
async function* pollTask(transport: Transport, path: string, options: WatchOptions): AsyncGenerator<Task, void> {
	const { signal, stepSeconds = USUAL_STEP_SECONDS } = options;
	const seconds = Math.max(1, Math.min(LONGEST_STEP_SECONDS, Math.floor(stepSeconds)));
	for (;;) {
		const askedAt = Date.now();
		const prefer = { prefer: `wait=${seconds}` };
		const request = { method: "GET", path, headers: prefer, extraMs: seconds * 1_000, signal } as const;
		const { body: task, headers } = await transport.call<Task>(request);
		yield task;
		if (isFinished(task)) return;
		// A server or proxy that does not hold answers back must not be asked without rest.
		const early = Date.now() - askedAt < seconds * 500;
		if (early) await transport.sleep(retryAfterMs(headers) ?? 1_000, signal);
	}
}
