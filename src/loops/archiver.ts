import type { Cover, EngineFilm, Film } from "../core/film.ts";
import type { IdMinter } from "../core/ids.ts";
import type { TaskEvent } from "../core/lifecycle.ts";
import type { BlobStore } from "../core/ports/blob-store.ts";
import type { Engine } from "../core/ports/engine.ts";
import type { FilmMeter } from "../core/ports/film-meter.ts";
import type { Moderator } from "../core/ports/moderator.ts";
import type { Task } from "../core/task.ts";
import { Agenda } from "./agenda.ts";
import { backOff } from "./back-off.ts";
import { FailedTries } from "./failed-tries.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import { engineOf, type LoopNeeds } from "./needs.ts";
import { timeLimit } from "./time-limit.ts";
import { UnderWay } from "./under-way.ts";

export interface ArchiverNeeds extends LoopNeeds {
	readonly blobs: BlobStore;
	readonly meter: FilmMeter;
	readonly moderator: Moderator;
	readonly ids: IdMinter;
	/** Bytes of one film or cover; more is no film that we keep. */
	readonly maxFilmBytes: number;
}

const BUCKET_MS = 50;
const COPIES_AT_ONCE = 4;
const COPY_LIMIT_MS = 15 * 60_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** archiving → succeeded: copies what the engine delivered into the archive, measures it there and has it reviewed. */
export function createArchiver(needs: ArchiverNeeds): WakingLoop {
	const agenda = new Agenda(BUCKET_MS);
	const underWay = new UnderWay();
	const copying = new Set<number>();
	const failedCopies = new FailedTries(needs);
	const loop = createLoop({ ...needs, name: "archiver", round, settled: () => underWay.settled() });
	needs.desk.onArrival("archiving", (task) => {
		agenda.set(task.id, needs.clock.now());
		loop.wake();
	});
	needs.desk.onDeparture((task) => {
		agenda.delete(task.id);
		failedCopies.forget(task.id);
	});

	async function round(): Promise<number | null> {
		const now = needs.clock.now();
		for (const id of agenda.takeDue(now)) {
			if (underWay.size >= COPIES_AT_ONCE) agenda.set(id, now + BUCKET_MS);
			else if (!copying.has(id)) underWay.add(archive(id));
		}
		const next = agenda.nextAt();
		return next === null ? null : Math.max(0, next - needs.clock.now());
	}

	async function archive(id: number): Promise<void> {
		copying.add(id);
		const limit = timeLimit(needs.clock, COPY_LIMIT_MS);
		try {
			const task = await needs.store.find(id);
			if (task?.status !== "archiving") return;
			needs.reached?.("done-before-archive");
			const engine = engineOf(needs, task.engine);
			const films: Film[] = [];
			for (const film of task.engineFilms ?? []) films.push(await copyIn(engine, film, limit.signal));
			const verdict = await judge(task, films);
			await failedCopies.settle(id);
			needs.reached?.("after-blob-before-commit");
			await needs.store.apply(id, verdict, needs.owner);
			needs.reached?.("after-archived-commit");
		} catch (error) {
			const failed = await failedCopies.add(id, error);
			const againAfterMs = backOff(failed - 1, FIRST_RETRY_MS, LAST_RETRY_MS);
			needs.log.warn({ err: error, task: id, againAfterMs }, "a film could not be archived yet");
			agenda.set(id, needs.clock.now() + againAfterMs);
		} finally {
			limit.end();
			copying.delete(id);
			loop.wake();
		}
	}

	async function judge(task: Task, films: readonly Film[]): Promise<TaskEvent> {
		const verdict = await needs.moderator.reviewFilms(task, films);
		return verdict.kind === "allowed" ? { type: "archived", films } : { type: "film-refused", reason: verdict.reason };
	}

	async function copyIn(engine: Engine, film: EngineFilm, signal: AbortSignal): Promise<Film> {
		const { blobs, meter, ids } = needs;
		const stored = await blobs.put(await engine.openFilm(film.source, { signal }), {
			maxBytes: needs.maxFilmBytes,
			signal,
		});
		const measured = await meter.measure(await blobs.localPath(stored.sha256), film.kind);
		const cover = film.cover === null ? null : await copyCover(engine, film.cover, signal);
		return { id: ids.mint(), kind: film.kind, ...stored, ...measured, cover };
	}

	async function copyCover(engine: Engine, source: Task["handle"], signal: AbortSignal): Promise<Cover> {
		const { blobs, meter } = needs;
		const stored = await blobs.put(await engine.openFilm(source, { signal }), { maxBytes: needs.maxFilmBytes, signal });
		const measured = await meter.measure(await blobs.localPath(stored.sha256), "image");
		return { ...stored, mime: measured.mime, width: measured.width ?? 0, height: measured.height ?? 0 };
	}

	return loop;
}
