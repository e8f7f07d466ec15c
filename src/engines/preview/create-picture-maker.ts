import { FilmgateError } from "../../core/errors.ts";
import type { PictureMaker } from "../../core/ports/picture-maker.ts";
import type { DrawableFilms } from "./drawable-films.ts";
import { RenderFailed } from "./render/render-failed.ts";
import type { RenderProcess } from "./render/render-process.ts";

export interface PictureMakerOptions {
	readonly renderer: Pick<RenderProcess, "findRegions" | "makeSheet" | "encodePicture">;
	/** A file with a stored picture's bytes; rejects with `not_found`. */
	localPath(sha256: string): Promise<string>;
	readonly films: Pick<DrawableFilms, "withDrawable">;
}

/** Makes pictures in the render process, which alone decodes what others made. */
export function createPictureMaker({ renderer, localPath, films }: PictureMakerOptions): PictureMaker {
	const ofFilm = async <Made>(film: string, make: (path: string) => Promise<Made>): Promise<Made> => {
		const stored = await localPath(film);
		return films.withDrawable(stored, (path) => inOurWords(() => make(path)));
	};
	return {
		sheet: (film, wish) => ofFilm(film, (path) => renderer.makeSheet({ ...wish, path })),
		regions: (film, keyframe) => ofFilm(film, (path) => renderer.findRegions({ path, keyframe })),
		async thumbnail(picture, wish) {
			const path = await localPath(picture);
			return inOurWords(() => renderer.encodePicture({ ...wish, path }));
		},
	};
}

async function inOurWords<Made>(make: () => Promise<Made>): Promise<Made> {
	try {
		return await make();
	} catch (cause) {
		if (cause instanceof RenderFailed) throw new FilmgateError("medium_unreadable", cause.message, { cause });
		throw cause;
	}
}
