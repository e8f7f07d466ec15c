import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EngineFilm } from "../core/film.ts";
import type { JsonValue } from "../core/json.ts";
import { OPERATIONS, type Order } from "../core/order.ts";
import type { Engine, EngineStatus, StartContext } from "../core/ports/engine.ts";

/** What the suite needs in order to try an engine out. */
export interface EngineContract {
	readonly name: string;
	/** An engine that knows nothing yet. The suite closes it. */
	open(): Engine | Promise<Engine>;
	/** What it can make in a short while. */
	readonly order: Order;
	/** Integer ms UTC; Date.now unless told. */
	now?(): number;
	/**
	 * Lets the time pass that the engine asks for between two looks. Without it the suite looks again when the engine
	 * calls `wake`, so an engine that never does needs it.
	 */
	pass?(ms: number): Promise<void>;
}

type Context = StartContext & { readonly woken: () => Promise<void> };
type Done = Extract<EngineStatus, { kind: "done" }>;

const WRONG_HANDLES = [null, {}, [], "", "no such work", 7, true, { nobody: "knows this" }].map(
	(handle: JsonValue) => ({ handle }),
);

/** What the loops rely on, whatever the engine. */
export function testEngine(contract: EngineContract): void {
	describe(`engine: ${contract.name}`, () => {
		const bench = useEngine(contract);
		describe("says what it can do", () => testCapabilities(bench));
		describe("makes a film", () => testFilm(bench));
		describe("starts once", () => testStarts(bench));
		describe("ends", () => testEndings(bench));
	});
}

function testCapabilities(bench: EngineBench): void {
	test("its name can be stored and typed", () => {
		expect(bench.engine.name).toMatch(/^[a-z][a-z0-9-]{0,31}$/);
	});

	test("its capabilities are frozen, all the way down", () => {
		const { capabilities } = bench.engine;
		for (const part of [capabilities, capabilities.operations, capabilities.concurrency]) {
			expect(Object.isFrozen(part)).toBe(true);
		}
	});

	test("it has the methods that it claims, and claims those that it has", () => {
		const { capabilities, cancel, find } = bench.engine;
		expect({ cancel: cancel !== undefined, find: find !== undefined }).toEqual({
			cancel: capabilities.cancel,
			find: capabilities.find,
		});
	});

	test("operations and numbers are ones that the loops can work with", () => {
		const { operations, concurrency, longestJobMs } = bench.engine.capabilities;
		expect(operations).toContain(bench.order.operation);
		expect(OPERATIONS).toEqual(expect.arrayContaining([...operations]));
		for (const slots of [concurrency.live, concurrency.test]) {
			expect(Number.isSafeInteger(slots) && slots >= 0).toBe(true);
		}
		expect(Number.isSafeInteger(longestJobMs) && longestJobMs > 0).toBe(true);
	});
}

function testFilm(bench: EngineBench): void {
	test("from start to bytes, by a handle and a source that went through JSON", async () => {
		const { context, handle } = await bench.start();
		const { films } = await bench.finish(handle, context);
		expect(films.length).toBeGreaterThan(0);
		for (const film of films) {
			expect(film.expiresAt === null || film.expiresAt > bench.now()).toBe(true);
			for (const source of sourcesOf(film)) {
				const bytes = await bench.read(source);
				expect(bytes.byteLength).toBeGreaterThan(0);
				expect(await bench.read(source)).toEqual(bytes);
			}
		}
	});

	test("is told again to whoever asks again", async () => {
		const { context, handle } = await bench.start();
		const first = await bench.finish(handle, context);
		expect(await bench.look(handle, context)).toEqual(first);
	});

	test("two orders are two works", async () => {
		const [one, other] = [await bench.start(), await bench.start()];
		expect(one.handle).not.toEqual(other.handle);
		await bench.finish(one.handle, one.context);
		await bench.finish(other.handle, other.context);
	});

	test.each(WRONG_HANDLES)("a handle that is none ($handle) is an error, not an answer", async ({ handle }) => {
		const { engine } = bench;
		const context = bench.context();
		await expect(bench.look(handle, context)).rejects.toThrow();
		if (engine.cancel !== undefined) await expect(engine.cancel(handle, context)).rejects.toThrow();
		if (engine.forget !== undefined) await expect(engine.forget(handle)).rejects.toThrow();
	});
}

function testStarts(bench: EngineBench): void {
	test("the same token gives the same work, where the engine says so", async ({ skip }) => {
		skip(!bench.engine.capabilities.idempotentStart, "its starts are not idempotent");
		const { context, handle } = await bench.start();
		expect((await bench.start(context)).handle).toEqual(handle);
		const done = await bench.finish(handle, context);
		expect((await bench.start(context)).handle).toEqual(handle);
		expect(await bench.finish(handle, context)).toEqual(done);
	});

	test("a handle that only an earlier process knew is made again or lost, and never an error", async () => {
		const { context, handle } = await bench.start();
		await bench.reopen();
		expect(["done", "lost"]).toContain((await bench.end(handle, context)).kind);
	});

	test("find tells what became of a token", async ({ skip }) => {
		const { engine } = bench;
		skip(engine.find === undefined, "it cannot find");
		const { context, handle } = await bench.start();
		expect(await engine.find?.(context.startToken, context)).toEqual({ kind: "started", handle });
		const never = await engine.find?.(crypto.randomUUID(), context);
		expect(["never-started", "unknown"]).toContain(never?.kind);
	});
}

function testEndings(bench: EngineBench): void {
	test("cancel answers, once and again", async ({ skip }) => {
		const { engine } = bench;
		skip(engine.cancel === undefined, "it cannot cancel");
		const { context, handle } = await bench.start();
		for (let times = 0; times < 2; times += 1) {
			expect(["stopped", "too-late"]).toContain(await engine.cancel?.(handle, context));
		}
	});

	test("what is done can still be cancelled, and forgotten, once and again", async () => {
		const { engine } = bench;
		const { context, handle } = await bench.start();
		await bench.finish(handle, context);
		await engine.cancel?.(handle, context);
		await engine.forget?.(handle);
		await engine.forget?.(handle);
	});

	test("what is forgotten under way leaves the engine fit for work", async () => {
		const { handle } = await bench.start();
		await bench.engine.forget?.(handle);
		const next = await bench.start();
		await bench.finish(next.handle, next.context);
	});
}

/** The engine of the present test, and the ways in which the loops use one. */
class EngineBench {
	readonly order: Order;
	readonly #contract: EngineContract;
	readonly #opened: Engine[] = [];

	constructor(contract: EngineContract) {
		this.#contract = contract;
		this.order = contract.order;
	}

	get engine(): Engine {
		return this.#opened.at(-1) as Engine;
	}

	now(): number {
		return this.#contract.now?.() ?? Date.now();
	}

	async reopen(): Promise<void> {
		this.#opened.push(await this.#contract.open());
	}

	async close(): Promise<void> {
		for (const engine of this.#opened.splice(0)) await engine.close?.();
	}

	context(): Context {
		let news = Promise.withResolvers<void>();
		return {
			startToken: crypto.randomUUID(),
			mode: "live",
			signal: new AbortController().signal,
			wake: () => news.resolve(),
			async woken() {
				await news.promise;
				news = Promise.withResolvers();
			},
		};
	}

	async start(context = this.context()): Promise<{ readonly context: Context; readonly handle: JsonValue }> {
		const answer = await this.engine.start(this.order, context);
		if (answer.kind !== "started") throw new Error(`The engine answered a start with ${JSON.stringify(answer)}.`);
		expect(answer.warnings).toBeInstanceOf(Array);
		return { context, handle: throughJson(answer.handle) };
	}

	look(handle: JsonValue, context: Context): Promise<EngineStatus> {
		return this.engine.status(handle, { ...context, now: this.now(), readOrder: async () => this.order });
	}

	/** Looks until the film is there. */
	async finish(handle: JsonValue, context: Context): Promise<Done> {
		const status = await this.end(handle, context);
		if (status.kind === "done") return status;
		throw new Error(`The work ended with ${JSON.stringify(status)}.`);
	}

	/** Looks until there is nothing more to come. */
	async end(handle: JsonValue, context: Context): Promise<Exclude<EngineStatus, { kind: "working" }>> {
		for (;;) {
			const status = throughJson(await this.look(handle, context));
			if (status.kind !== "working") return status;
			expect(status.askAgainAfterMs).toBeGreaterThan(0);
			if (this.#contract.pass === undefined) await context.woken();
			else await this.#contract.pass(status.askAgainAfterMs);
		}
	}

	async read(source: JsonValue): Promise<Uint8Array> {
		const stream = await this.engine.openFilm(source, { signal: new AbortController().signal });
		return new Uint8Array(await new Response(stream).arrayBuffer());
	}
}

function useEngine(contract: EngineContract): EngineBench {
	const bench = new EngineBench(contract);
	beforeEach(() => bench.reopen());
	afterEach(() => bench.close());
	return bench;
}

function sourcesOf(film: EngineFilm): JsonValue[] {
	return film.cover === null ? [film.source] : [film.source, film.cover];
}

/** As the store gives it back; fails when something of it would be lost there. */
function throughJson<Value>(value: Value): Value {
	const stored = JSON.parse(JSON.stringify(value)) as Value;
	expect(stored).toEqual(value);
	return stored;
}
