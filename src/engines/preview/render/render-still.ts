import { mkdir, open } from "node:fs/promises";
import { keepRender, type RenderedFilm, removeRender, unfinishedFilmPath } from "./finished-render.ts";
import type { EncodedGroup, RenderTask } from "./messages.ts";
import { RenderFailed } from "./render-failed.ts";
import type { RenderFilmOptions } from "./render-film.ts";
import { rendererVersion } from "./renderer-version.ts";

const longestSide = 4096;

/** Makes one still picture, as `renderFilm` makes a film: when it rejects, the folder holds none of its files. */
export async function renderStill(task: RenderTask, options: RenderFilmOptions): Promise<RenderedFilm> {
	const { order, folder } = task;
	checkSize(order);
	const startedAt = performance.now();
	await mkdir(folder, { recursive: true });
	await removeRender(folder);
	const { cover, bytes } = await draw(task, options);
	if (cover === null) throw new RenderFailed("The picture has no cover.");
	try {
		await writeUnfinished(unfinishedFilmPath(folder, "image"), bytes);
		return await keepRender(folder, cover.jpeg, {
			kind: "image",
			width: order.width,
			height: order.height,
			seconds: 0,
			fps: 0,
			bytes: bytes.length,
			hasSound: false,
			coverWidth: cover.width,
			coverHeight: cover.height,
			renderMs: Math.round(performance.now() - startedAt),
			rendererVersion,
		});
	} catch (error) {
		await removeRender(folder);
		throw error;
	}
}

async function draw({ order, artist }: RenderTask, { threads, signal }: RenderFilmOptions): Promise<EncodedGroup> {
	let drawn: EncodedGroup | null = null;
	const onGroup = (group: EncodedGroup) => {
		drawn = group;
	};
	const groups = [{ first: 0, end: 1 }];
	await threads.draw({ order, artist, groups, holdRate: false }, { signal, onGroup, onFrames: () => {} });
	if (drawn === null) throw new RenderFailed("The picture was not drawn.");
	return drawn;
}

async function writeUnfinished(path: string, bytes: Uint8Array): Promise<void> {
	const file = await open(path, "w");
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

function checkSize({ width, height }: { width: number; height: number }): void {
	const fits = [width, height].every((it) => Number.isInteger(it) && it >= 16 && it <= longestSide);
	if (!fits)
		throw new RenderFailed(`A picture cannot be ${width}x${height} pixels: both must be 16 to ${longestSide}.`);
}
