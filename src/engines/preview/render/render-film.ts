import { mkdir } from "node:fs/promises";
import type { RenderOrder } from "../render-order.ts";
import { loadArtist } from "./artist.ts";
import { createFilmFile, type FilmFile } from "./film-file.ts";
import { keepRender, type RenderedFilm, removeRender, unfinishedFilmPath } from "./finished-render.ts";
import { type FrameGroup, planFrameGroups } from "./frame-groups.ts";
import { createProgress, type FrameProgress } from "./frame-progress.ts";
import type { EncodedGroup, RenderTask } from "./messages.ts";
import { RenderFailed, TooManyBits } from "./render-failed.ts";
import { rendererVersion } from "./renderer-version.ts";
import type { SegmentThreads } from "./segment-threads.ts";
import { encodeSoundTrack, type SoundTrack } from "./sound-track.ts";

export interface RenderFilmOptions {
	readonly threads: SegmentThreads;
	readonly signal: AbortSignal;
	onProgress(percent: number): void;
}

/**
 * Makes one film. The threads draw while the sound is made here; groups are written as they become the next.
 * When it rejects, the folder holds none of the film's files and no thread works on it.
 */
export async function renderFilm(task: RenderTask, options: RenderFilmOptions): Promise<RenderedFilm> {
	checkOrder(task.order);
	const progress = createProgress(framesOf(task.order), options.onProgress);
	try {
		return await drawAndKeep(task, { ...options, progress, holdRate: false });
	} catch (error) {
		if (!(error instanceof TooManyBits)) throw error;
		progress.restart();
		return await drawAndKeep(task, { ...options, progress, holdRate: true });
	}
}

interface DrawAndKeepOptions extends RenderFilmOptions {
	readonly progress: FrameProgress;
	readonly holdRate: boolean;
}

async function drawAndKeep(task: RenderTask, options: DrawAndKeepOptions): Promise<RenderedFilm> {
	const { threads, progress, holdRate } = options;
	await mkdir(task.folder, { recursive: true });
	await removeRender(task.folder);
	const failure = new AbortController();
	const signal = AbortSignal.any([options.signal, failure.signal]);
	const groups = planFrameGroups(framesOf(task.order));
	const arrivals = createArrivals(groups.length);
	const drawing = threads.draw(
		{ order: task.order, artist: task.artist, groups, holdRate },
		{ signal, onFrames: progress.set, onGroup: arrivals.put },
	);
	drawing.catch(arrivals.fail);
	try {
		const film = await assemble(task, { groups, arrivals, signal });
		await drawing;
		return film;
	} catch (error) {
		failure.abort();
		await drawing.catch(() => {}); // Its reason, if it is the first, is already the one thrown.
		await removeRender(task.folder);
		throw error;
	}
}

interface AssembleOptions {
	readonly groups: readonly FrameGroup[];
	readonly arrivals: Arrivals;
	readonly signal: AbortSignal;
}

async function assemble(task: RenderTask, { groups, arrivals, signal }: AssembleOptions): Promise<RenderedFilm> {
	const { order, folder } = task;
	const startedAt = performance.now();
	const sound = await makeSound(task);
	const options = { path: unfinishedFilmPath(folder, "video"), fps: order.fps, frames: framesOf(order), sound };
	const file = await createFilmFile(options);
	try {
		const cover = await addGroups(file, groups.length, arrivals);
		signal.throwIfAborted();
		return await keepRender(folder, cover.jpeg, {
			kind: "video",
			width: order.width,
			height: order.height,
			seconds: order.seconds,
			fps: order.fps,
			bytes: await file.finish(),
			hasSound: sound !== null,
			coverWidth: cover.width,
			coverHeight: cover.height,
			renderMs: Math.round(performance.now() - startedAt),
			rendererVersion,
		});
	} finally {
		await file.close();
	}
}

async function makeSound({ order, artist }: RenderTask): Promise<SoundTrack | null> {
	if (!order.sound) return null;
	const { keepSourceSound } = await import("../source/source-sound.ts");
	const kept = await keepSourceSound(order);
	if (kept !== null) return kept.track;
	const { createSound } = await loadArtist(artist);
	const track = await encodeSoundTrack(await createSound(order), order.seconds);
	globalThis.gc?.(); // Tens of megabytes of samples go before the painters are at their largest.
	return track;
}

async function addGroups(
	file: FilmFile,
	count: number,
	arrivals: Arrivals,
): Promise<NonNullable<EncodedGroup["cover"]>> {
	let cover: EncodedGroup["cover"] = null;
	for (let index = 0; index < count; index++) {
		const group = await arrivals.take(index);
		cover ??= group.cover;
		await file.add(group.bytes);
	}
	if (cover === null) throw new RenderFailed("The film has no cover.");
	return cover;
}

interface Arrivals {
	put(group: EncodedGroup): void;
	/** Waits for a group; it is forgotten here once taken. */
	take(index: number): Promise<EncodedGroup>;
	/** Makes every take fail for this reason. */
	fail(reason: unknown): void;
}

function createArrivals(count: number): Arrivals {
	const slots = new Map(Array.from({ length: count }, (_, index) => [index, Promise.withResolvers<EncodedGroup>()]));
	for (const { promise } of slots.values()) promise.catch(() => {}); // A failed film takes only one of them.
	return {
		put: (group) => slots.get(group.index)!.resolve(group),
		async take(index) {
			const group = await slots.get(index)!.promise;
			slots.delete(index);
			return group;
		},
		fail: (reason) => {
			for (const { reject } of slots.values()) reject(reason);
		},
	};
}

function framesOf(order: RenderOrder): number {
	return order.seconds * order.fps;
}

/** The encoder ends its thread at sizes it dislikes, so the order is looked at first. */
function checkOrder({ width, height, seconds, fps }: RenderOrder): void {
	const sizeFits = [width, height].every((it) => Number.isInteger(it) && it >= 16 && it <= 4096 && it % 2 === 0);
	if (!sizeFits) throw new RenderFailed(`A film cannot be ${width}x${height} pixels: both must be even, 16 to 4096.`);
	if (!Number.isInteger(seconds) || seconds < 1 || seconds > 60)
		throw new RenderFailed(`A film cannot last ${seconds} seconds.`);
	if (!Number.isInteger(fps) || fps < 1 || fps > 120)
		throw new RenderFailed(`A film cannot have ${fps} frames a second.`);
}
