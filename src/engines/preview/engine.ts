import { createReadStream, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import type { JsonValue } from "../../core/json.ts";
import type { Order } from "../../core/order.ts";
import type { Engine, EngineCapabilities, EngineStatus, StartContext } from "../../core/ports/engine.ts";
import { readFinishedRender } from "./render/finished-render.ts";
import type { RenderProcess } from "./render/render-process.ts";
import { toRenderOrder } from "./to-render-order.ts";

export interface PreviewEngineOptions {
	readonly renderer: RenderProcess;
	/** Where renders wait for the archiver; one folder each, named by its start token. */
	readonly folder: string;
	/** A file with an input's bytes. */
	localPath(sha256: string): Promise<string>;
}

const CAPABILITIES: EngineCapabilities = Object.freeze({
	operations: ["text-to-video", "image-to-video"] as const,
	idempotentStart: true,
	find: false,
	cancel: true,
	progress: true,
	// One film is drawn at a time; the few that wait here let the shortest go first.
	concurrency: { live: 4, test: 1 },
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
	/** Why it ended without a film; null while it is under way. */
	failure: string | null;
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
		const work: Work = { abort: new AbortController(), percent: null, failure: null };
		works.set(render, work);
		void draw(render, order, { work, ...context }).finally(context.wake);
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
			work.failure = error instanceof Error ? error.message : String(error);
		}
	}

	function look(render: string): EngineStatus | null {
		const work = works.get(render);
		if (work?.failure !== null && work !== undefined) {
			return { kind: "failed", failure: { code: "engine_failed", message: work.failure } };
		}
		if (work !== undefined) return { kind: "working", progress: work.percent, askAgainAfterMs: LOOK_AGAIN_MS };
		if (readFinishedRender(folderOf(render)) === null) return null;
		const film = { kind: "video" as const, source: { render, file: "film" }, cover: { render, file: "cover" } };
		return { kind: "done", films: [{ ...film, expiresAt: null }], warnings: [] };
	}

	return {
		name: "preview",
		capabilities: CAPABILITIES,
		async start(order, context) {
			begin(context.startToken, order, context);
			return { kind: "started", handle: { render: context.startToken }, warnings: [] };
		},
		async status(handle, context) {
			const { render } = handleSchema.parse(handle);
			const seen = look(render);
			if (seen !== null) return seen;
			begin(render, await context.readOrder(), context);
			return { kind: "working", progress: null, askAgainAfterMs: LOOK_AGAIN_MS };
		},
		async openFilm(source) {
			const { render, file } = sourceSchema.parse(source);
			const rendered = readFinishedRender(folderOf(render));
			if (rendered === null) throw new Error("The render is not on disk any more.");
			const path = file === "film" ? rendered.filmPath : rendered.coverPath;
			return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
		},
		async cancel(handle) {
			await drop(handleSchema.parse(handle).render);
			return "stopped";
		},
		forget: (handle: JsonValue) => drop(handleSchema.parse(handle).render),
		close: () => renderer.close(),
	};

	async function drop(render: string): Promise<void> {
		works.get(render)?.abort.abort(new Error("Nobody wants this film any more."));
		works.delete(render);
		await rm(folderOf(render), { recursive: true, force: true });
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
