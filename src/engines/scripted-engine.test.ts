import { beforeEach, describe, expect, test } from "vitest";
import { createFakeClock, type FakeClock } from "../contracts/fake-clock.ts";
import { createFakeEngine, type FakeEngine } from "../contracts/fake-engine.ts";
import { makeOrder, makeScript } from "../contracts/task-factory.ts";
import type { JsonValue } from "../core/json.ts";
import type { OrderScript } from "../core/order.ts";
import type { Engine } from "../core/ports/engine.ts";
import { createScriptedEngine } from "./scripted-engine.ts";

const film = new Uint8Array([1, 2, 3]);
const signal = new AbortController().signal;

let clock: FakeClock;
let inner: FakeEngine;
let engine: Engine;

beforeEach(() => {
	clock = createFakeClock();
	inner = createFakeEngine({ film });
	engine = createScriptedEngine(inner, clock);
});

async function start(script: Partial<OrderScript> | null, startToken: string = crypto.randomUUID()) {
	const order = makeOrder({ script: script === null ? null : makeScript(script) });
	const answer = await engine.start(order, contextOf(startToken));
	if (answer.kind !== "started") throw new Error("It did not start.");
	return { handle: JSON.parse(JSON.stringify(answer.handle)) as JsonValue, startToken };
}

function contextOf(startToken: string) {
	return { startToken, mode: "test", signal, wake: () => {} } as const;
}

function look(handle: JsonValue, at: Engine = engine) {
	const readOrder = () => Promise.reject(new Error("nobody asked for it"));
	return at.status(handle, { ...contextOf(""), now: clock.now(), readOrder });
}

describe("an order without a script", () => {
	test("passes through: handle, status, cancel and film are the engine's own", async () => {
		const { handle, startToken } = await start(null);
		expect(handle).toEqual({ work: startToken });
		expect(await look(handle)).toEqual(await inner.status(handle, undefined as never));
		expect(await engine.cancel?.(handle, { signal })).toBe("stopped");
		const opened = await engine.openFilm("film", { signal });
		expect(new Uint8Array(await new Response(opened).arrayBuffer())).toEqual(film);
	});

	test("a refusal stays one, script or not", async () => {
		const refusal = { kind: "refused", failure: { code: "content_refused", message: "no" } } as const;
		inner.answerNext(refusal);
		const order = makeOrder({ script: makeScript({ outcome: "fail" }) });
		expect(await engine.start(order, contextOf("token"))).toBe(refusal);
	});
});

describe("a scripted ending", () => {
	test.each([
		["fail", "engine_failed"],
		["reject", "content_refused"],
	] as const)("[[%s]] fails whatever the engine says", async (outcome, code) => {
		const { handle } = await start({ outcome });
		expect(await look(handle)).toMatchObject({ kind: "failed", failure: { code } });
		inner.lose();
		expect(await look(handle)).toMatchObject({ kind: "failed", failure: { code } });
	});

	test("[[slow]] holds back an engine that is done early, without asking it", async () => {
		const { handle } = await start({ slowMs: 2_500 });
		expect(await look(handle)).toEqual({ kind: "working", progress: null, askAgainAfterMs: 1_000 });
		await clock.advance(2_000);
		expect(await look(handle)).toEqual({ kind: "working", progress: null, askAgainAfterMs: 500 });
		expect(inner.looks).toBe(0);
		await clock.advance(500);
		expect(await look(handle)).toMatchObject({ kind: "done" });
	});

	test("[[stuck]] is not even begun, and never comes to an end", async () => {
		const { handle } = await start({ outcome: "stuck", slowMs: 1_000 });
		await clock.advance(24 * 3_600_000);
		expect(await look(handle)).toEqual({ kind: "working", progress: null, askAgainAfterMs: 60_000 });
		expect(await look(handle, createScriptedEngine(createFakeEngine({ film }), clock))).toMatchObject({
			kind: "working",
		});
		expect(await engine.cancel?.(handle, { signal })).toBe("stopped");
		expect([inner.starts.length, inner.looks]).toEqual([0, 0]);
	});

	test("[[slow]] does not hurry an engine that takes longer", async () => {
		const slow = createFakeEngine({ film, finish: "by-hand" });
		engine = createScriptedEngine(slow, clock);
		const { handle, startToken } = await start({ slowMs: 1_000 });
		await clock.advance(1_000);
		expect(await look(handle)).toMatchObject({ kind: "working" });
		slow.finish(startToken);
		expect(await look(handle)).toMatchObject({ kind: "done" });
	});

	test("[[slow]] [[fail]] fails only then", async () => {
		const { handle } = await start({ outcome: "fail", slowMs: 1 });
		expect(await look(handle)).toMatchObject({ kind: "working" });
		await clock.advance(1);
		expect(await look(handle)).toMatchObject({ kind: "failed" });
	});

	test("the script outlives a restart: another engine over the same handle waits for the same instant", async () => {
		const { handle } = await start({ outcome: "reject", slowMs: 2_000 });
		const restarted = createScriptedEngine(createFakeEngine({ film }), clock);
		await clock.advance(1_999);
		expect(await look(handle, restarted)).toMatchObject({ kind: "working", askAgainAfterMs: 1 });
		await clock.advance(1);
		expect(await look(handle, restarted)).toMatchObject({ failure: { code: "content_refused" } });
	});
});

describe("cancelling", () => {
	test("work that the script holds back is stopped, even if the engine finished it long ago", async () => {
		const lateInner = { ...inner, cancel: async () => "too-late" as const };
		engine = createScriptedEngine(lateInner, clock);
		const { handle } = await start({ slowMs: 1_000 });
		expect(await engine.cancel?.(handle, { signal })).toBe("stopped");
		await clock.advance(1_000);
		expect(await engine.cancel?.(handle, { signal })).toBe("too-late");
	});

	test("the engine hears of it under its own handle", async () => {
		const { handle, startToken } = await start({ slowMs: 1_000 });
		await engine.cancel?.(handle, { signal });
		expect(inner.works.get(startToken)?.cancelled).toBe(true);
	});
});

describe("what the engine has", () => {
	/** Its methods need their `this`. */
	class OutsideEngine implements Engine {
		readonly name = "outside";
		readonly capabilities = { ...inner.capabilities, find: true };
		readonly #told: JsonValue[] = [];
		async start() {
			return { kind: "started", handle: "mine", warnings: [] } as const;
		}
		async status() {
			return { kind: "lost" } as const;
		}
		async openFilm() {
			return new Blob([]).stream();
		}
		async cancel(handle: JsonValue) {
			this.#told.push(handle);
			return "stopped" as const;
		}
		async find(startToken: string) {
			this.#told.push(startToken);
			return { kind: "unknown" } as const;
		}
		async forget(handle: JsonValue) {
			this.#told.push(handle);
		}
		async close() {
			this.#told.push("closed");
		}
		get told() {
			return this.#told;
		}
	}

	test("is there, on its own object, and given its own handle", async () => {
		const outside = new OutsideEngine();
		engine = createScriptedEngine(outside, clock);
		const { handle } = await start({ slowMs: 1_000 });
		await engine.cancel?.(handle, { signal });
		await engine.find?.("token", { signal });
		await engine.forget?.(handle);
		await engine.close?.();
		expect(outside.told).toEqual(["mine", "token", "mine", "closed"]);
	});

	test("hears nothing of what is stuck", async () => {
		const outside = new OutsideEngine();
		engine = createScriptedEngine(outside, clock);
		const { handle } = await start({ outcome: "stuck" });
		await engine.cancel?.(handle, { signal });
		await engine.forget?.(handle);
		expect(outside.told).toEqual([]);
	});

	test("and nothing more is claimed", () => {
		const { cancel: _, ...uncancellable } = inner;
		const plain = createScriptedEngine(uncancellable, clock);
		for (const method of ["cancel", "find", "forget", "close"]) expect(method in plain).toBe(false);
		expect(plain).toMatchObject({ name: inner.name, capabilities: inner.capabilities });
	});
});
