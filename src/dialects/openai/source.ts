import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import type { Medium } from "../../core/medium.ts";
import type { Order } from "../../core/order.ts";
import type { Task } from "../../core/task.ts";
import { OPEN_RULES, VIDEO_SECONDS } from "../../wire/openai/models.ts";
import { parseVideoId, spellVideoId } from "./ids.ts";
import type { Body, Reading } from "./read-body.ts";

/** The film that an order goes on from. */
export interface Source {
	readonly medium: Medium;
	/** The task that made it; null for one that was uploaded. */
	readonly task: Task | null;
	/** Whole, as its film is to be played on. */
	readonly seconds: number;
	readonly fps: number;
	readonly width: number;
	readonly height: number;
}

const FIELD = "video";
const ID = `${FIELD}[id]`;
const WAYS = "a file, or an object with the id of a completed video";

/** The video of a body: a file, or the id of a completed one. */
export async function readSource({ fields, files }: Body, reading: Reading): Promise<Source> {
	const file = files.get(FIELD);
	const reference = fields.object(FIELD, WAYS);
	if (file !== undefined && reference !== null) {
		const message = `${FIELD} and ${ID} exclude each other: allowed is one of them.`;
		throw new FilmgateError("conflicting_fields", message, { field: FIELD, allowed: "a file or an id" });
	}
	if (file !== undefined) return uploaded(file);
	if (reference === null) throw missingField(FIELD, WAYS);
	const { id: said = null } = reference;
	const id = typeof said === "string" ? parseVideoId(said) : null;
	if (id === null) throw invalidField(ID, "the id of a completed video");
	return await findSource(id, ID, reading);
}

/**
 * A completed video of the caller's. Throws `medium_not_found` for unknown, foreign and deleted ones and for what is no
 * video, `conflict` for one that is not completed.
 */
export async function findSource(id: Id, field: string, { request, services }: Reading): Promise<Source> {
	const { tasks } = services;
	const present = await tasks.read(request.caller, id).catch(orNull);
	if (present !== null && present.status !== "succeeded") {
		const message = `${spellVideoId(id)} is not completed: only a completed video can be gone on from.`;
		throw new FilmgateError("conflict", message, { field });
	}
	const { task, film, medium } = await tasks.findFilm(request.caller, id, field);
	const { width, height } = task.order;
	const fps = film.fps === null ? OPEN_RULES.defaults.fps : Math.round(film.fps);
	return {
		...measured(medium, { width, height }),
		task,
		fps: Math.min(OPEN_RULES.fps.max, Math.max(OPEN_RULES.fps.min, fps)),
	};
}

/** Refuses a video that is too long for any call. */
export function checkSeconds(field: string, { seconds }: Medium): void {
	if (seconds !== null && seconds <= VIDEO_SECONDS.max) return;
	const allowed = `up to ${VIDEO_SECONDS.max} seconds`;
	throw new FilmgateError("medium_too_large", `${field} is too long: allowed is ${allowed}.`, { field, allowed });
}

function uploaded(medium: Medium): Source {
	checkSeconds(FIELD, medium);
	const size = OPEN_RULES.defaults.size.split("x").map(Number);
	const [width = 0, height = 0] = size;
	return { ...measured(medium, { width, height }), task: null, fps: OPEN_RULES.defaults.fps };
}

function measured(medium: Medium, otherwise: Pick<Order, "width" | "height">) {
	return {
		medium,
		seconds: Math.max(1, Math.round(medium.seconds ?? 0)),
		width: even(medium.width ?? otherwise.width),
		height: even(medium.height ?? otherwise.height),
	};
}

function even(pixels: number): number {
	return Math.max(2, Math.floor(pixels / 2) * 2);
}

function orNull(error: unknown): null {
	if (error instanceof FilmgateError && error.code === "not_found") return null;
	throw error;
}
