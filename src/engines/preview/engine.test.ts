import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { testEngine } from "../../contracts/engine-contract.ts";
import { makeMedium, makeOrder } from "../../contracts/task-factory.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Order } from "../../core/order.ts";
import type { Engine } from "../../core/ports/engine.ts";
import { silentLog } from "../../core/ports/log.ts";
import { createPreviewEngine } from "./engine.ts";
import { keepRender, readFinishedRender, unfinishedFilmPath } from "./render/finished-render.ts";
import { RenderFailed } from "./render/render-failed.ts";
import { createRenderProcess, type RenderJob, type RenderProcess } from "./render/render-process.ts";
import type { WorksOptions } from "./works.ts";
import { emptyFolder, testOptions } from "./render/testing/render-fixture.ts";

const order = makeOrder({ width: 64, height: 36, seconds: 1, fps: 12 });
const nowhere = () => Promise.reject(new FilmgateError("not_found", "There is no such medium."));

describe("with a renderer of its own", () => {
	const renderer = createRenderProcess(testOptions);
	afterAll(() => renderer.close());
	// Tests share the process, so an engine that ends does not end it.
	const shared: WorksOptions["renderer"] = {
		render: (job) => renderer.render(job),
		close: async () => {},
	};
	const open = () =>
		createPreviewEngine({ renderer: shared, folder: emptyFolder(), localPath: nowhere, log: silentLog });
	testEngine({ name: "preview", open, order });
});

/** A renderer that a test tells what to do; it keeps to what the real one promises. */
class HandRenderer implements Pick<RenderProcess, "render" | "close"> {
	readonly jobs: RenderJob[] = [];
	readonly #ends: PromiseWithResolvers<void>[] = [];
	closed = false;

	async render(job: RenderJob): Promise<never> {
		job.signal.throwIfAborted();
		this.jobs.push(job);
		mkdirSync(job.folder, { recursive: true });
		const end = Promise.withResolvers<void>();
		this.#ends.push(end);
		await end.promise;
		if (job.signal.aborted) {
			// What another process was about to write when it heard of it.
			mkdirSync(job.folder, { recursive: true });
			writeFileSync(unfinishedFilmPath(job.folder, "video"), "half");
			throw job.signal.reason;
		}
		await finish(job.folder);
		return undefined as never;
	}

	/** Lets the oldest film end: well, or with an error. An aborted one ends by this as well, a moment after its abort. */
	end(error?: Error): void {
		const end = this.#ends.shift();
		if (error === undefined) end?.resolve();
		else end?.reject(error);
	}

	async close(): Promise<void> {
		this.closed = true;
		while (this.#ends.length > 0) this.end(new RenderFailed("The renderer was closed."));
	}
}

async function finish(folder: string): Promise<void> {
	mkdirSync(folder, { recursive: true });
	writeFileSync(unfinishedFilmPath(folder, "video"), "film");
	const size = { kind: "video" as const, width: 64, height: 36, coverWidth: 64, coverHeight: 36 };
	const rest = { seconds: 1, fps: 12, bytes: 4, hasSound: false, renderMs: 1, rendererVersion: "test" };
	await keepRender(folder, Buffer.from("cover"), { ...size, ...rest });
}

describe("with a renderer that a test moves", () => {
	const signal = new AbortController().signal;
	let renderer: HandRenderer;
	let folder: string;
	let engine: Engine;
	let logged: object[];

	beforeEach(() => {
		folder = emptyFolder();
		logged = [];
		open();
	});

	/** As after a restart, when called again. */
	function open(localPath: (sha256: string) => Promise<string> = nowhere): void {
		renderer = new HandRenderer();
		const log = { ...silentLog, error: (fields: object) => logged.push(fields) };
		engine = createPreviewEngine({ renderer, folder, localPath, log });
	}

	function makeContext(startToken: string = crypto.randomUUID()) {
		const news = Promise.withResolvers<void>();
		let wakes = 0;
		const wake = () => {
			wakes += 1;
			news.resolve();
		};
		return { startToken, mode: "live", signal, wake, woken: news.promise, wakes: () => wakes } as const;
	}

	async function start(given: Order = order, context = makeContext()) {
		const answer = await engine.start(given, context);
		if (answer.kind !== "started") throw new Error("It did not start.");
		// The renderer has it once what the engine awaits before has come.
		await turn();
		return { handle: answer.handle, context, home: join(folder, context.startToken) };
	}

	function look(handle: JsonValue, context = makeContext(), readOrder = async () => order) {
		return engine.status(handle, { ...context, now: 0, readOrder });
	}

	test("a look tells the renderer's percents, and wakes when the film is there", async () => {
		const { handle, context } = await start();
		expect(await look(handle)).toEqual({ kind: "working", progress: null, askAgainAfterMs: 250 });
		renderer.jobs[0]?.onProgress(40);
		expect(await look(handle)).toMatchObject({ kind: "working", progress: 40 });
		expect(context.wakes()).toBe(0);
		renderer.end();
		await context.woken;
		expect(await look(handle)).toMatchObject({ kind: "done", films: [{ kind: "video", expiresAt: null }] });
	});

	test("a start that is repeated while it is drawn, or after that, draws nothing twice", async () => {
		const { handle, context } = await start();
		const again = await start(order, context);
		expect(again.handle).toEqual(handle);
		renderer.end();
		await context.woken;
		await start(order, context);
		expect(renderer.jobs).toHaveLength(1);
		expect(await look(handle)).toMatchObject({ kind: "done" });
	});

	test("a start that is repeated after a restart finds the finished film, and says so", async () => {
		const first = await start();
		renderer.end();
		await first.context.woken;
		open();
		const context = makeContext(first.context.startToken);
		const { handle } = await start(order, context);
		await context.woken;
		expect(renderer.jobs).toEqual([]);
		expect(await look(handle)).toMatchObject({ kind: "done" });
	});

	test("a film that stands finished on disk is done after a restart, and opened without its order", async () => {
		const { handle, context } = await start();
		renderer.end();
		await context.woken;
		open();
		const status = await look(handle, makeContext(), () => Promise.reject(new Error("nobody needs the order")));
		if (status.kind !== "done") throw new Error(`It is ${status.kind}.`);
		expect(await textOf(status.films[0]?.source as JsonValue)).toBe("film");
		expect(await textOf(status.films[0]?.cover as JsonValue)).toBe("cover");
	});

	test("an unfinished one is drawn again from the stored order, once however many look", async () => {
		const { handle } = await start();
		open();
		const context = makeContext();
		const looks = await Promise.all([look(handle, context), look(handle, context)]);
		for (const status of looks) expect(status).toMatchObject({ kind: "working", progress: null });
		await turn();
		expect(renderer.jobs).toMatchObject([{ order: { prompt: order.prompt, seed: order.seed } }]);
		renderer.end();
		await context.woken;
		expect(await look(handle)).toMatchObject({ kind: "done" });
	});

	test.each(["cancel", "forget"] as const)(
		"%s stops the renderer, waits until it has let go, and leaves nothing",
		async (method) => {
			const { handle, context, home } = await start();
			const dropped = engine[method]?.(handle, { signal });
			expect(renderer.jobs[0]?.signal.aborted).toBe(true);
			// Time enough for whoever would not wait to remove the folder.
			for (let times = 0; times < 5; times += 1) await rm(join(folder, "nothing"), { recursive: true, force: true });
			expect(existsSync(home)).toBe(true);
			renderer.end();
			await dropped;
			expect(existsSync(home)).toBe(false);
			expect(context.wakes()).toBe(0);
			expect(logged).toEqual([]);
		},
	);

	test("a look or a start that comes while a film is dropped does not begin it again", async () => {
		const { handle, context, home } = await start();
		const dropped = engine.cancel?.(handle, { signal });
		expect(await look(handle)).toMatchObject({ kind: "working" });
		await start(order, context);
		renderer.end();
		expect(await dropped).toBe("stopped");
		expect(renderer.jobs).toHaveLength(1);
		expect(existsSync(home)).toBe(false);
	});

	test("cancelled before its picture was found it is never drawn", async () => {
		const path = Promise.withResolvers<string>();
		open(() => path.promise);
		const picture = { role: "first-frame", medium: makeMedium() } as const;
		const { handle } = await start({ ...order, operation: "image-to-video", inputs: [picture] });
		const dropped = engine.cancel?.(handle, { signal });
		path.resolve("picture.png");
		expect(await dropped).toBe("stopped");
		expect(renderer.jobs).toEqual([]);
	});

	test("a finished film that is forgotten can be opened no more", async () => {
		const { handle, context, home } = await start();
		renderer.end();
		await context.woken;
		const source = { render: context.startToken, file: "film" };
		expect(await textOf(source)).toBe("film");
		await engine.forget?.(handle);
		await expect(engine.openFilm(source, { signal })).rejects.toThrow("not on disk");
		expect(existsSync(home)).toBe(false);
	});

	test.each([{ render: "../../secret", file: "film" }, { render: crypto.randomUUID(), file: "../x" }, {}, null])(
		"a source that is none (%j) opens nothing",
		async (source) => {
			await expect(engine.openFilm(source as JsonValue, { signal })).rejects.toThrow();
		},
	);

	test("a failure is told to the client in the renderer's words, to the operator in full, and stays", async () => {
		const { handle, context } = await start();
		const error = new RenderFailed("No colour left.");
		renderer.end(error);
		await context.woken;
		const failed = { kind: "failed", failure: { code: "engine_failed", message: "No colour left." } };
		expect(await look(handle)).toEqual(failed);
		await start(order, context);
		expect(await look(handle)).toEqual(failed);
		expect(logged).toEqual([{ err: error, render: context.startToken }]);
		await engine.forget?.(handle);
	});

	test("a system's error loses its path before a client sees it", async () => {
		const blocked = join(folder, "blocked");
		writeFileSync(blocked, "");
		const error = systemError(() => mkdirSync(join(blocked, "below")));
		open(() => Promise.reject(error));
		const picture = { role: "first-frame", medium: makeMedium() } as const;
		const { handle, context } = await start({ ...order, operation: "image-to-video", inputs: [picture] });
		await context.woken;
		const status = await look(handle);
		expect(status).toMatchObject({ kind: "failed", failure: { message: expect.stringContaining("ENOTDIR") } });
		expect(JSON.stringify(status)).not.toContain(folder);
	});

	test("closing ends the renderer, and fails nothing that the next start can draw again", async () => {
		const { handle, context } = await start();
		await engine.close?.();
		expect(renderer.closed).toBe(true);
		expect(await look(handle)).toMatchObject({ kind: "working" });
		expect(context.wakes()).toBe(0);
		expect(logged).toEqual([]);
	});

	test("a folder that nobody fetched for a month goes at the next start, one of last week stays", () => {
		const [old, recent] = [join(folder, crypto.randomUUID()), join(folder, crypto.randomUUID())];
		for (const [path, days] of [
			[old, 31],
			[recent, 7],
		] as const) {
			mkdirSync(path);
			writeFileSync(join(path, "film.mp4"), "film");
			const at = Date.now() / 1000 - days * 24 * 3600;
			utimesSync(path, at, at);
		}
		open();
		expect([old, recent].map((path) => existsSync(path))).toEqual([false, true]);
	});

	async function textOf(source: JsonValue): Promise<string> {
		return await new Response(await engine.openFilm(source, { signal })).text();
	}
});

test("what a test renderer leaves is what the engine looks for", async () => {
	const folder = emptyFolder();
	await finish(folder);
	expect(readFinishedRender(folder)).toMatchObject({ bytes: 4 });
});

/** Whatever waited for promises alone has gone as far as it can. */
function turn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

function systemError(cause: () => void): unknown {
	try {
		cause();
	} catch (error) {
		return error;
	}
	throw new Error("Nothing went wrong.");
}
