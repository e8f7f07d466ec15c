import type { Film } from "../core/film.ts";
import type { TaskEvent } from "../core/lifecycle.ts";
import type { Moderator } from "../core/ports/moderator.ts";
import type { Task } from "../core/task.ts";
import { Agenda } from "./agenda.ts";
import { backOff } from "./back-off.ts";
import { FailedTries } from "./failed-tries.ts";
import { callEngine } from "./call-engine.ts";
import { type CopyNeeds, type CopySource, copyIn } from "./copy-in.ts";
import { createLoop, type WakingLoop } from "./loop.ts";
import { engineOf, type LoopNeeds } from "./needs.ts";
import { UnderWay } from "./under-way.ts";

export interface ArchiverNeeds extends LoopNeeds, CopyNeeds {
	readonly moderator: Moderator;
}

const BUCKET_MS = 50;
const COPIES_AT_ONCE = 4;
const COPY_LIMIT_MS = 15 * 60_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;
const COVER_ATTEMPTS = 3;

/** archiving → succeeded: copies what the engine delivered into the archive, measures it there and has it reviewed. */
export function createArchiver(needs: ArchiverNeeds): WakingLoop {
	const agenda = new Agenda(BUCKET_MS);
	const underWay = new UnderWay();
	const copying = new Set<number>();
	/** Due, but enough others are being copied: the next copy that ends makes room. */
	let waiting: number[] = [];
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
		const due = [...waiting, ...agenda.takeDue(now)];
		waiting = [];
		for (const id of due) {
			if (copying.size >= COPIES_AT_ONCE) waiting.push(id);
			else if (!copying.has(id)) underWay.add(archive(id));
		}
		const next = agenda.nextAt();
		return next === null ? null : Math.max(0, next - needs.clock.now());
	}

	async function archive(id: number): Promise<void> {
		copying.add(id);
		try {
			const task = await needs.store.find(id);
			if (task?.status !== "archiving") return;
			needs.reached?.("done-before-archive");
			const engine = engineOf(needs, task.engine);
			const verdict = await callEngine(needs, COPY_LIMIT_MS, async (signal) =>
				judge(task, await copyAll(task, { engine, signal })),
			);
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
			copying.delete(id);
			loop.wake();
		}
	}

	async function judge(task: Task, films: readonly Film[]): Promise<TaskEvent> {
		const verdict = await needs.moderator.reviewFilms(task, films);
		return verdict.kind === "allowed" ? { type: "archived", films } : { type: "film-refused", reason: verdict.reason };
	}

	/** A film without its cover is better than no film: after a few attempts it goes without. */
	async function copyAll(task: Task, from: Omit<CopySource, "coverOptional">): Promise<readonly Film[]> {
		const coverOptional = failedCopies.countOf(task.id) >= COVER_ATTEMPTS - 1;
		const films: Film[] = [];
		for (const film of task.engineFilms ?? []) films.push(await copyIn(needs, film, { ...from, coverOptional }));
		return films;
	}

	return loop;
}
