import type * as wire from "@filmgate/sdk";
import type { Film } from "../../core/film.ts";
import type { Task, TimelineEntry } from "../../core/task.ts";
import type { Links } from "../dialect.ts";
import { rfc3339, rfc3339OrNull } from "./query.ts";
import { spellFilmId, spellTaskId } from "./task-id.ts";

/** A task as it stands alone: with what its row does not hold. */
export function renderTask(
	task: Task,
	view: { links: Links; queuePosition: number | null; timeline: readonly TimelineEntry[] },
): wire.Task {
	return {
		...renderSummary(task, view.links),
		queuePosition: view.queuePosition,
		timeline: view.timeline.map(({ at, event, status, detail }) => ({ at: rfc3339(at), event, status, detail })),
	};
}

/** A task as lists show it, whichever wire made it. */
export function renderSummary(task: Task, links: Links): wire.TaskSummary {
	const { order } = task;
	return {
		id: spellTaskId(task.id),
		status: task.status,
		progress: task.progress,
		operation: order.operation,
		model: order.model,
		prompt: order.prompt,
		negativePrompt: order.negativePrompt,
		seed: order.seed,
		width: order.width,
		height: order.height,
		seconds: order.seconds,
		fps: order.fps,
		sound: order.sound,
		warnings: task.warnings.map(({ setting, message }) => ({ setting, message })),
		failure: task.failure === null ? null : { code: task.failure.code, message: task.failure.message },
		films: task.films.map((film) => renderFilm(task, film, links)),
		price: { microDollars: task.price, settlement: task.settlement },
		livemode: task.mode === "live",
		wire: task.wire,
		clientReference: task.clientReference,
		timestamps: renderTimestamps(task),
	};
}

function renderFilm(task: Task, film: Film, links: Links): wire.Film {
	return {
		id: spellFilmId(film.id),
		kind: film.kind,
		url: links.film(task, film),
		coverUrl: links.cover(task, film),
		mime: film.mime,
		bytes: film.bytes,
		sha256: film.sha256,
		width: film.width,
		height: film.height,
		seconds: film.seconds,
		fps: film.fps,
		hasSound: film.hasSound,
	};
}

function renderTimestamps(task: Task): wire.TaskTimestamps {
	return {
		createdAt: rfc3339(task.createdAt),
		startingAt: rfc3339OrNull(task.startingAt),
		runningAt: rfc3339OrNull(task.runningAt),
		archivingAt: rfc3339OrNull(task.archivingAt),
		endedAt: rfc3339OrNull(task.endedAt),
		updatedAt: rfc3339(task.updatedAt),
		expiresAt: rfc3339OrNull(task.expiresAt),
	};
}
