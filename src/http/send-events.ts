import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyReply } from "fastify";
import type { Clock } from "../core/clock.ts";
import type { EventsReply, ServerEvent } from "../dialects/dialect.ts";

/** A comment goes out when nothing else did for so long, so that nobody in between takes the line for dead. */
const BEAT_MS = 15_000;
/** A client that reads nothing for so long, although there is something to read, is let go. */
const PATIENCE_MS = 60_000;

/**
 * Sends events as they come, as server-sent events. The next one is asked for only when the client has room for it, so
 * a slow client costs one event of memory, and whoever makes the events may leave out what it missed.
 */
export async function sendEvents(reply: FastifyReply, { headers, events }: EventsReply, clock: Clock): Promise<void> {
	const { raw } = reply;
	reply.hijack();
	raw.writeHead(200, {
		"content-type": "text/event-stream; charset=utf-8",
		"cache-control": "no-store",
		// A proxy that collects what it passes on would hold every event back.
		"x-accel-buffering": "no",
		...headers,
	});
	raw.flushHeaders();
	const beat = everyWhile(clock, BEAT_MS, () => {
		if (!raw.writableNeedDrain) raw.write(": \n\n");
	});
	try {
		for await (const event of events) if (!(await write(raw, textOf(event), clock))) break;
	} finally {
		beat();
		raw.end();
	}
}

/** An event that many clients are sent is written once. */
const texts = new WeakMap<ServerEvent, string>();

function textOf(event: ServerEvent): string {
	const known = texts.get(event);
	if (known !== undefined) return known;
	const text = `id: ${event.id}\nevent: ${event.event}\ndata: ${JSON.stringify(event.data)}\n\n`;
	texts.set(event, text);
	return text;
}

/** Whether the client is still there, with room for more. */
async function write(raw: ServerResponse, text: string, clock: Clock): Promise<boolean> {
	if (raw.closed || raw.destroyed) return false;
	if (raw.write(text)) return true;
	const giveUp = new AbortController();
	const callOff = clock.after(PATIENCE_MS, () => giveUp.abort());
	const leave = () => giveUp.abort();
	raw.once("close", leave);
	try {
		await once(raw, "drain", { signal: giveUp.signal });
		return true;
	} catch {
		raw.destroy();
		return false;
	} finally {
		callOff();
		raw.off("close", leave);
	}
}

/** Calls `act` again and again until the returned function is called. */
function everyWhile(clock: Clock, ms: number, act: () => void): () => void {
	let callOff = clock.after(ms, again);
	function again(): void {
		act();
		callOff = clock.after(ms, again);
	}
	return () => callOff();
}
