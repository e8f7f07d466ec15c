import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { Id } from "../../core/ids.ts";
import type { Medium } from "../../core/medium.ts";
import type { Order, OrderInput } from "../../core/order.ts";
import { type Size, sizeForRatio } from "../../core/sizes.ts";
import { isLongerThan, SOURCE_LIMITS, type SourceCall } from "../../wire/pixverse/limits.ts";
import { FRAMES_PER_SECOND, QUALITIES, type Quality } from "../../wire/pixverse/models.ts";
import type { Ask } from "./ask.ts";

/** The film that a call works on: a finished video of this account, or an uploaded one. */
export interface Source {
	readonly medium: Medium;
	/** The task that made it; null for an upload. */
	readonly task: Id | null;
	/** As measured. */
	readonly seconds: number;
	readonly size: Size;
	readonly fps: number;
	/** An upload's sound is not looked for before it is worked on: it may have one. */
	readonly mayHaveSound: boolean;
}

export interface SourceFields {
	readonly source_video_id: number | null;
	readonly video_media_id: number | null;
}

/** Exactly one of the two, and within what this call takes. */
export async function findSource(ask: Ask, fields: SourceFields, call: SourceCall): Promise<Source> {
	const { source_video_id: video, video_media_id: media } = requireOne(fields, ["source_video_id", "video_media_id"]);
	const source =
		video === null ? await findUploadedFilm(ask, media ?? 0, "video_media_id") : await findVideo(ask, video);
	checkSource(source, call, video === null ? "video_media_id" : "source_video_id");
	return source;
}

/** Two fields of which exactly one is to be there. */
export function requireOne<Fields extends object>(
	fields: Fields,
	names: readonly [keyof Fields & string, keyof Fields & string],
): Fields {
	const given = names.filter((name) => fields[name] !== null && fields[name] !== "");
	const allowed = `exactly one of ${names.join(" and ")}`;
	if (given.length === 0) throw missingField(names[0], allowed);
	if (given.length === 1) return fields;
	const message = `${names.join(" and ")} exclude each other: allowed is ${allowed}.`;
	throw new FilmgateError("conflicting_fields", message, { field: names[1], allowed });
}

function checkSource({ medium, seconds }: Source, call: SourceCall, field: string): void {
	const { maxBytes, maxSeconds } = SOURCE_LIMITS[call];
	if (medium.bytes > maxBytes) throw invalidField(field, `a video of at most ${maxBytes / 1_000_000} MB`);
	if (isLongerThan(maxSeconds, seconds)) throw invalidField(field, `a video of at most ${maxSeconds} seconds`);
}

async function findVideo({ request, services }: Ask, id: number): Promise<Source> {
	const { task, film, medium } = await services.tasks.findFilm(
		request.caller,
		asId(id, "source_video_id"),
		"source_video_id",
	);
	return {
		medium,
		task: task.id,
		seconds: film.seconds ?? task.order.seconds,
		size: { width: film.width ?? task.order.width, height: film.height ?? task.order.height },
		fps: Math.round(film.fps ?? FRAMES_PER_SECOND),
		mayHaveSound: film.hasSound,
	};
}

async function findUploadedFilm(ask: Ask, id: number, field: string): Promise<Source> {
	const medium = await findMedium(ask, { id, field, kind: "video" });
	const size = { width: medium.width ?? 0, height: medium.height ?? 0 };
	return { medium, task: null, seconds: medium.seconds ?? 0, size, fps: FRAMES_PER_SECOND, mayHaveSound: true };
}

export function findPicture(ask: Ask, id: number, field: string): Promise<Medium> {
	return findMedium(ask, { id, field, kind: "image" });
}

export function findAudio(ask: Ask, id: number, field: string): Promise<Medium> {
	return findMedium(ask, { id, field, kind: "audio" });
}

const NAMES = { image: "picture", video: "video", audio: "sound" } as const;

interface Wanted {
	readonly id: number;
	readonly field: string;
	readonly kind: keyof typeof NAMES;
}

async function findMedium({ request, services }: Ask, { id, field, kind }: Wanted): Promise<Medium> {
	const { medium } = await services.tasks.findUpload(request.caller, asId(id, field), { field });
	if (medium.mime.startsWith(`${kind}/`)) return medium;
	throw new FilmgateError("medium_not_found", `${field} ${id} is no ${NAMES[kind]} of this account.`, { field });
}

function asId(number: number, field: string): Id {
	if (Number.isSafeInteger(number) && number > 0) return number;
	throw new FilmgateError("medium_not_found", `${field} ${number} is no number that this server gave.`, { field });
}

/** What an order says when it works on this film and keeps its shape: its pixels, or those of a quality. */
export function workOn(
	source: Source,
	quality: Quality | null = null,
): Pick<Order, "seconds" | "fps"> & { size: Size } {
	const short = quality === null ? Math.min(source.size.width, source.size.height) : QUALITIES[quality];
	return { seconds: wholeSeconds(source), fps: source.fps, size: sizeForRatio(short, source.size) };
}

/** A film's length as orders count it. */
export function wholeSeconds({ seconds }: Pick<Source, "seconds">): number {
	return Math.max(1, Math.round(seconds));
}

export function asInput({ medium }: Source, role: OrderInput["role"] = "source"): OrderInput {
	return { role, medium };
}
