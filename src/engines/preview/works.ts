import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Order } from "../../core/order.ts";
import type { StartContext } from "../../core/ports/engine.ts";
import type { Log } from "../../core/ports/log.ts";
import type { DrawableFilms } from "./drawable-films.ts";
import { type RenderedFilm, readFinishedRender } from "./render/finished-render.ts";
import type { RenderOrder } from "./render-order.ts";
import { explainFailure } from "./render/render-failed.ts";
import type { RenderProcess } from "./render/render-process.ts";
import { toRenderOrder } from "./to-render-order.ts";

export interface WorksOptions {
	readonly renderer: Pick<RenderProcess, "render" | "close">;
	/** Where renders wait for the archiver; one folder each, named by its start token. */
	readonly folder: string;
	/** A file with an input's bytes. */
	localPath(sha256: string): Promise<string>;
	/** Lends the films that orders work on in a form that can be drawn from; without it they are drawn from as they are. */
	readonly films?: Pick<DrawableFilms, "withDrawableInputs">;
	readonly log: Log;
}

/** A film that is being made, or could not be. */
export interface Work {
	readonly percent: number | null;
	/** Why it ended without a film, in words for the client; null while it is under way. */
	readonly failure: string | null;
}

interface Drawing extends Work {
	readonly abort: AbortController;
	percent: number | null;
	failure: string | null;
	/** Resolves when nobody writes into its folder any more. */
	drawn: Promise<void>;
}

/** A task whose film waits here may find its server down for a long time; what is older than this belongs to no task. */
const STALE_AFTER_MS = 30 * 24 * 3_600_000;

/** What this process draws, by start token, and the folders in which finished films wait. */
export class Works {
	readonly #options: WorksOptions;
	readonly #drawings = new Map<string, Drawing>();

	constructor(options: WorksOptions) {
		this.#options = options;
		sweep(options.folder, Date.now() - STALE_AFTER_MS);
	}

	/** What this process makes of it; null when it does not make it, or has made it. */
	get(render: string): Work | null {
		return this.#drawings.get(render) ?? null;
	}

	/** The film that stands on disk, whoever made it; null when there is none. */
	finished(render: string): RenderedFilm | null {
		return readFinishedRender(this.#folderOf(render));
	}

	/** Begins to draw, unless it did already. */
	begin(render: string, order: Order, { mode, wake }: Pick<StartContext, "mode" | "wake">): void {
		if (this.#drawings.has(render)) return;
		const drawing = { abort: new AbortController(), percent: null, failure: null, drawn: Promise.resolve() };
		this.#drawings.set(render, drawing);
		drawing.drawn = this.#draw(render, order, { drawing, mode }).then(() => {
			if (!drawing.abort.signal.aborted) wake();
		});
	}

	/** Stops it and removes its files. It counts as under way until they are gone, so that nobody begins it again meanwhile. */
	async drop(render: string): Promise<void> {
		const drawing = this.#drawings.get(render);
		drawing?.abort.abort(new Error("Nobody wants this film any more."));
		await drawing?.drawn;
		await rm(this.#folderOf(render), { recursive: true, force: true });
		this.#drawings.delete(render);
	}

	/** Stops everything; the next process begins it again when it is asked. */
	async close(): Promise<void> {
		for (const { abort } of this.#drawings.values()) abort.abort(new Error("The server is closing."));
		await this.#options.renderer.close();
	}

	async #draw(
		render: string,
		order: Order,
		{ drawing, mode }: { drawing: Drawing; mode: StartContext["mode"] },
	): Promise<void> {
		const { renderer, localPath, films, log } = this.#options;
		const { signal } = drawing.abort;
		try {
			const renderOrder = await toRenderOrder(order, localPath);
			const onProgress = (percent: number) => {
				drawing.percent = percent;
			};
			const folder = this.#folderOf(render);
			const draw = (drawable: RenderOrder) =>
				renderer.render({ order: drawable, folder, lane: mode, onProgress, signal });
			await (films?.withDrawableInputs(renderOrder, draw, signal) ?? draw(renderOrder));
			this.#drawings.delete(render);
		} catch (error) {
			if (signal.aborted) return;
			log.error({ err: error, render }, "a film could not be drawn");
			drawing.failure = explainFailure(error).reason;
		}
	}

	#folderOf(render: string): string {
		return join(this.#options.folder, render);
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
