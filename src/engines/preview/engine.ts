import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { z } from "zod";
import type { JsonValue } from "../../core/json.ts";
import type { Engine, EngineCapabilities, EngineStatus } from "../../core/ports/engine.ts";
import { DRAWN_OPERATIONS } from "./render/choose-painter.ts";
import { Works, type WorksOptions } from "./works.ts";

export type PreviewEngineOptions = WorksOptions;

const CAPABILITIES: EngineCapabilities = Object.freeze({
	operations: Object.freeze(DRAWN_OPERATIONS),
	idempotentStart: true,
	find: false,
	cancel: true,
	progress: true,
	// One film is drawn at a time; the few that wait here let the shortest go first.
	concurrency: Object.freeze({ live: 4, test: 1 }),
	longestJobMs: 3_600_000,
});

const LOOK_AGAIN_MS = 250;

const handleSchema = z.object({ render: z.uuid() });
const sourceSchema = z.object({ render: z.uuid(), file: z.enum(["film", "cover"]) });

/**
 * The embedded renderer as an engine. Its work dies with the server; a handle that it does not know is therefore
 * rendered again from the stored order, which gives the same film and is no second start.
 */
export function createPreviewEngine(options: PreviewEngineOptions): Engine {
	const works = new Works(options);
	return {
		name: "preview",
		capabilities: CAPABILITIES,
		async start(order, context) {
			const render = context.startToken;
			// A start that is repeated after a restart may find its film finished.
			if (look(works, render)?.kind === "done") context.wake();
			else works.begin(render, order, context);
			return { kind: "started", handle: { render }, warnings: [] };
		},
		async status(handle, context) {
			const render = readHandle(handle);
			const seen = look(works, render);
			if (seen !== null) return seen;
			works.begin(render, await context.readOrder(), context);
			return { kind: "working", progress: null, askAgainAfterMs: LOOK_AGAIN_MS };
		},
		async openFilm(source, { signal }) {
			const { render, file } = sourceSchema.parse(source);
			const finished = works.finished(render);
			if (finished === null) throw new Error("The render is not on disk any more.");
			const path = file === "film" ? finished.filmPath : finished.coverPath;
			return Readable.toWeb(createReadStream(path, { signal })) as ReadableStream<Uint8Array>;
		},
		async cancel(handle) {
			await works.drop(readHandle(handle));
			return "stopped";
		},
		async forget(handle) {
			await works.drop(readHandle(handle));
		},
		close: () => works.close(),
	};
}

/** Null when this process does not make it and nobody finished it. */
function look(works: Works, render: string): EngineStatus | null {
	const work = works.get(render);
	if (work !== null) {
		return work.failure === null
			? { kind: "working", progress: work.percent, askAgainAfterMs: LOOK_AGAIN_MS }
			: { kind: "failed", failure: { code: "engine_failed", message: work.failure } };
	}
	const finished = works.finished(render);
	if (finished === null) return null;
	const film = { kind: finished.kind, source: { render, file: "film" }, cover: { render, file: "cover" } };
	return { kind: "done", films: [{ ...film, expiresAt: null }], warnings: [] };
}

function readHandle(handle: JsonValue): string {
	return handleSchema.parse(handle).render;
}
