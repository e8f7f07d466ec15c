import { EventEmitter } from "node:events";
import type { FastifyReply } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { createFakeClock, type FakeClock } from "../contracts/fake-clock.ts";
import type { ServerEvent } from "../dialects/dialect.ts";
import { sendEvents } from "./send-events.ts";

/** A response whose client reads, or does not. */
class Wire extends EventEmitter {
	reads = true;
	closed = false;
	destroyed = false;
	writableNeedDrain = false;
	ended = false;
	text = "";
	head: unknown;
	writeHead(...head: unknown[]): void {
		this.head = head;
	}
	flushHeaders = () => {};
	write(text: string): boolean {
		this.text += text;
		this.writableNeedDrain = !this.reads;
		return this.reads;
	}
	drain(): void {
		this.writableNeedDrain = false;
		this.emit("drain");
	}
	destroy(): void {
		this.destroyed = true;
		this.closed = true;
		this.emit("close");
	}
	end(): void {
		this.ended = true;
	}
}

let clock: FakeClock;
let raw: Wire;
let asked: number;
let left: boolean;

beforeEach(() => {
	clock = createFakeClock();
	raw = new Wire();
	asked = 0;
	left = false;
});

/** Always has one more. */
async function* events(until = Number.POSITIVE_INFINITY): AsyncGenerator<ServerEvent> {
	try {
		while (asked < until) yield { id: String(++asked), event: "task", data: { number: asked } };
	} finally {
		left = true;
	}
}

const send = (given: AsyncIterable<ServerEvent>) =>
	sendEvents({ raw, hijack: () => {} } as unknown as FastifyReply, { events: given }, clock);

test("sends each event in three lines and a blank one, and ends with them", async () => {
	await send(events(2));
	expect(raw.text).toBe('id: 1\nevent: task\ndata: {"number":1}\n\nid: 2\nevent: task\ndata: {"number":2}\n\n');
	expect(raw.ended).toBe(true);
	expect(clock.pending).toBe(0);
});

test("a client that never reads costs one event, and is let go after a minute", async () => {
	raw.reads = false;
	const sent = send(events());
	await clock.advance(59_999);
	expect([asked, raw.destroyed]).toEqual([1, false]);
	await clock.advance(1);
	await sent;
	expect([asked, raw.destroyed, left]).toEqual([1, true, true]);
	expect(clock.pending).toBe(0);
});

test("a client that is slow is asked for when it has room again", async () => {
	raw.reads = false;
	const sent = send(events(3));
	for (let each = 1; each <= 3; each += 1) {
		await clock.advance(30_000);
		expect(asked).toBe(each);
		raw.drain();
	}
	await sent;
	expect(raw.destroyed).toBe(false);
	expect(raw.listenerCount("close")).toBe(0);
});

test("a beat every fifteen seconds keeps the line, but is not piled up before a client that does not read", async () => {
	const wait = Promise.withResolvers<void>();
	async function* late(): AsyncGenerator<ServerEvent> {
		await wait.promise;
		yield { id: "1", event: "task", data: null };
	}
	const sent = send(late());
	await clock.advance(45_000);
	expect(raw.text).toBe(": \n\n".repeat(3));
	raw.writableNeedDrain = true;
	await clock.advance(45_000);
	expect(raw.text).toBe(": \n\n".repeat(3));
	raw.writableNeedDrain = false;
	wait.resolve();
	await sent;
});

test("an event that many are sent is written as text once", async () => {
	let written = 0;
	const event = { id: "1", event: "task", data: { toJSON: () => ++written } as never };
	for (let client = 0; client < 3; client += 1) {
		await send(
			(async function* () {
				yield event;
			})(),
		);
	}
	expect(written).toBe(1);
});
