import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import type { JsonValue } from "../../core/json.ts";
import type { Order } from "../../core/order.ts";
import type { Engine, EngineCapabilities, EngineStatus, StartContext } from "../../core/ports/engine.ts";
import type { Log } from "../../core/ports/log.ts";
import { readFinishedRender } from "./render/finished-render.ts";
import { explainFailure } from "./render/render-failed.ts";
import type { RenderProcess } from "./render/render-process.ts";
import { toRenderOrder } from "./to-render-order.ts";

export interface PreviewEngineOptions {
	readonly renderer: RenderProcess;
	/** Where renders wait for the archiver; one folder each, named by its start token. */
	readonly folder: string;
	/** A file with an input's bytes. */
	localPath(sha256: string): Promise<string>;
	readonly log: Log;
}

const CAPABILITIES: EngineCapabilities = Object.freeze({
	operations: Object.freeze(["text-to-video", "image-to-video"] as const),
	idempotentStart: true,
	find: false,
	cancel: true,
	progress: true,
	// One film is drawn at a time; the few that wait here let the shortest go first.
	concurrency: Object.freeze({ live: 4, test: 1 }),
	longestJobMs: 3_600_000,
});

const LOOK_AGAIN_MS = 250;
/** Work is looked at again at once after a restart: a render that nobody fetched in this time belongs to no task. */
const STALE_AFTER_MS = 24 * 3_600_000;

const handleSchema = z.object({ render: z.uuid() });
const sourceSchema = z.object({ render: z.uuid(), file: z.enum(["film", "cover"]) });

interface Work {
	readonly abort: AbortController;
	percent: number | null;
	/** Why it ended without a film, in words for the client; null while it is under way. */
	failure: string | null;
	/** Resolves when nobody writes into its folder any more. */
	drawn: Promise<void>;
}

/**
 * The embedded renderer as an engine. Its work dies with the server; a handle that it does not know is therefore
 * rendered again from the stored order, which gives the same film and is no second start.
 */
export function createPreviewEngine(options: PreviewEngineOptions): Engine {
	const { renderer, folder } = options;
	sweep(folder, Date.now() - STALE_AFTER_MS);
	const works = new Map<string, Work>();
	const folderOf = (render: string) => join(folder, render);

	function begin(render: string, order: Order, context: Pick<StartContext, "mode" | "wake">): void {
		if (works.has(render)) return;
		const work: Work = { abort: new AbortController(), percent: null, failure: null, drawn: Promise.resolve() };
		works.set(render, work);
		work.drawn = draw(render, order, { work, mode: context.mode }).then(() => {
			if (!work.abort.signal.aborted) context.wake();
		});
	}

	async function draw(
		render: string,
		order: Order,
		{ work, mode }: { work: Work; mode: StartContext["mode"] },
	): Promise<void> {
		const { signal } = work.abort;
		try {
			const renderOrder = await toRenderOrder(order, options.localPath);
			const onProgress = (percent: number) => {
				work.percent = percent;
			};
			await renderer.render({ order: renderOrder, folder: folderOf(render), lane: mode, onProgress, signal });
			works.delete(render);
		} catch (error) {
			if (signal.aborted) return;
			options.log.error({ err: error, render }, "a film could not be drawn");
			work.failure = explainFailure(error).reason;
		}
	}

	function look(render: string): EngineStatus | null {
		const work = works.get(render);
		if (work !== undefined) {
			return work.failure === null
				? { kind: "working", progress: work.percent, askAgainAfterMs: LOOK_AGAIN_MS }
				: { kind: "failed", failure: { code: "engine_failed", message: work.failure } };
		}
		if (readFinishedRender(folderOf(render)) === null) return null;
		const film = { kind: "video" as const, source: { render, file: "film" }, cover: { render, file: "cover" } };
		return { kind: "done", films: [{ ...film, expiresAt: null }], warnings: [] };
	}

	return {
		name: "preview",
		capabilities: CAPABILITIES,
		async start(order, context) {
			const render = context.startToken;
			// A start that is repeated after a restart may find its film finished.
			if (look(render)?.kind === "done") context.wake();
			else begin(render, order, context);
			return { kind: "started", handle: { render }, warnings: [] };
		},
		async status(handle, context) {
			const { render } = handleSchema.parse(handle);
			const seen = look(render);
			if (seen !== null) return seen;
			begin(render, await context.readOrder(), context);
			return { kind: "working", progress: null, askAgainAfterMs: LOOK_AGAIN_MS };
		},
		async openFilm(source, { signal }) {
			const { render, file } = sourceSchema.parse(source);
			const rendered = readFinishedRender(folderOf(render));
			if (rendered === null) throw new Error("The render is not on disk any more.");
			const path = file === "film" ? rendered.filmPath : rendered.coverPath;
			return Readable.toWeb(createReadStream(path, { signal })) as ReadableStream<Uint8Array>;
		},
		async cancel(handle) {
			await drop(handleSchema.parse(handle).render);
			return "stopped";
		},
		async forget(handle: JsonValue) {
			await drop(handleSchema.parse(handle).render);
		},
		async close() {
			for (const work of works.values()) work.abort.abort(new Error("The server is closing."));
			await renderer.close();
		},
	};

	/** Known until its files are gone: a look that comes meanwhile must not begin it again. */
	async function drop(render: string): Promise<void> {
		const work = works.get(render);
		work?.abort.abort(new Error("Nobody wants this film any more."));
		await work?.drawn;
		await rm(folderOf(render), { recursive: true, force: true });
		works.delete(render);
	}
}

/** Removes what a server left behind that died between archiving a film and forgetting it. */
function sweep(folder: string, before: number): void {
	mkdirSync(folder, { recursive: true });
	for (const name of readdirSync(folder)) {
		const path = join(folder, name);
		if (statSync(path).mtimeMs < before) rmSync(path, { recursive: true, force: true });
	}
}
