import { EventEmitter } from "node:events";
import type { FastifyReply, FastifyRequest } from "fastify";
import { expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { createMemoryBlobStore } from "../contracts/memory-blob-store.ts";
import { silentLog } from "../core/ports/log.ts";
import type { ServerEvent } from "../dialects/dialect.ts";
import { sendReply } from "./send-reply.ts";

test("events that fail in the middle end their stream, and are told to the operator, without what was asked", async () => {
	const told: object[] = [];
	let ended = false;
	const stream = { writeHead() {}, flushHeaders() {}, write: () => true, end: () => (ended = true) };
	const raw = Object.assign(new EventEmitter(), stream);
	const failure = new Error("the database is gone");
	async function* events(): AsyncGenerator<ServerEvent> {
		yield { id: "1", event: "task", data: null };
		throw failure;
	}
	const exchange = {
		request: { url: "/api/v1/tasks/task_1/events?a=secret" } as FastifyRequest,
		reply: { raw, hijack: () => {} } as unknown as FastifyReply,
	};
	const log = { ...silentLog, error: (fields: object) => told.push(fields) };
	const clock = createFakeClock();
	await sendReply(exchange, { events: events() }, { blobs: createMemoryBlobStore(clock), clock, log });
	expect(ended).toBe(true);
	expect(told).toEqual([{ err: failure, url: "/api/v1/tasks/task_1/events" }]);
});
