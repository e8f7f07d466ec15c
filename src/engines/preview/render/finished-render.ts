import { existsSync, readFileSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const measures = z.object({
	/** A still picture is an image. */
	kind: z.enum(["video", "image"]),
	width: z.int(),
	height: z.int(),
	seconds: z.number(),
	fps: z.number(),
	/** Of the film. */
	bytes: z.int(),
	hasSound: z.boolean(),
	coverWidth: z.int(),
	coverHeight: z.int(),
	/** From the first look at the order to files on disk, without the wait for a turn. */
	renderMs: z.int(),
	rendererVersion: z.string(),
});

/** What was measured of a film. */
export type FilmMeasures = z.infer<typeof measures>;

/** A film whose files are complete. */
export interface RenderedFilm extends FilmMeasures {
	readonly filmPath: string;
	readonly coverPath: string;
}

const films = { video: "film.mp4", image: "film.png" } as const;
const cover = "cover.jpg";
const record = "film.json";
const unfinished = ".part";

/** The film that stands complete in the folder; null when there is none, or its record is not one of ours. */
export function readFinishedRender(folder: string): RenderedFilm | null {
	const path = join(folder, record);
	if (!existsSync(path)) return null;
	const measured = measures.safeParse(parseJson(readFileSync(path, "utf8")));
	if (!measured.success) return null;
	const render = withPaths(folder, measured.data);
	return existsSync(render.filmPath) && existsSync(render.coverPath) ? render : null;
}

/** Where the film grows until `keepRender`. */
export function unfinishedFilmPath(folder: string, kind: FilmMeasures["kind"]): string {
	return join(folder, films[kind] + unfinished);
}

/**
 * Makes a film that is already on disk under its unfinished name visible, cover first and record last:
 * whoever sees the record sees complete files, also after a crash.
 */
export async function keepRender(folder: string, jpeg: Uint8Array, measured: FilmMeasures): Promise<RenderedFilm> {
	await writeWhole(join(folder, cover), jpeg);
	await rename(unfinishedFilmPath(folder, measured.kind), join(folder, films[measured.kind]));
	await syncFolder(folder);
	await writeWhole(join(folder, record), Buffer.from(`${JSON.stringify(measured)}\n`));
	await syncFolder(folder);
	return withPaths(folder, measured);
}

/** Removes every file of a render, finished or not; record first. Other files in the folder are left alone. */
export async function removeRender(folder: string): Promise<void> {
	for (const name of [record, ...Object.values(films), cover])
		for (const path of [join(folder, name), join(folder, name + unfinished)]) await rm(path, { force: true });
}

function withPaths(folder: string, measured: FilmMeasures): RenderedFilm {
	return { filmPath: join(folder, films[measured.kind]), coverPath: join(folder, cover), ...measured };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
	const file = await open(path + unfinished, "w");
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(path + unfinished, path);
}

/** A rename is on disk once its folder is. Windows cannot sync a folder and needs not. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === "win32") return;
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
