import { LRUCache } from "lru-cache";
import { FilmgateError } from "../../core/errors.ts";
import type { MadePicture, PictureMaker } from "../../core/ports/picture-maker.ts";
import type { DrawableFilms } from "./drawable-films.ts";
import { RenderFailed } from "./render/render-failed.ts";
import type { RenderProcess } from "./render/render-process.ts";

export interface PictureMakerOptions {
	readonly renderer: Pick<RenderProcess, "findRegions" | "makeSheet" | "encodePicture">;
	/** A file with a stored picture's bytes; rejects with `not_found`. */
	localPath(sha256: string): Promise<string>;
	readonly films: Pick<DrawableFilms, "withDrawable">;
}

/** Of pictures that were drawn before. A contact sheet has a few hundred kilobytes. */
const BYTES_KEPT = 16 * 1024 * 1024;

/** Makes pictures in the render process, which alone decodes what others made. What it drew lately it need not draw again. */
export function createPictureMaker({ renderer, localPath, films }: PictureMakerOptions): PictureMaker {
	const ofFilm = async <Made>(film: string, make: (path: string) => Promise<Made>): Promise<Made> => {
		const stored = await localPath(film);
		return films.withDrawable(stored, (path) => inOurWords(() => make(path)));
	};
	const drawn = createKeptPictures();
	return {
		sheet: (film, { columns, rows, width }) =>
			drawn(`${film} ${columns} ${rows} ${width}`, () =>
				ofFilm(film, (path) => renderer.makeSheet({ columns, rows, width, path })),
			),
		regions: (film, keyframe) => ofFilm(film, (path) => renderer.findRegions({ path, keyframe })),
		thumbnail: (picture, { mime, maxSide }) =>
			drawn(`${picture} ${mime} ${maxSide}`, async () => {
				const path = await localPath(picture);
				return inOurWords(() => renderer.encodePicture({ mime, maxSide, path }));
			}),
	};
}

/** By what they show and how, so that none is ever out of date. Who asks for one that is being drawn waits for it. */
function createKeptPictures(): (name: string, draw: () => Promise<MadePicture>) => Promise<MadePicture> {
	const kept = new LRUCache<string, MadePicture>({ maxSize: BYTES_KEPT, sizeCalculation: ({ bytes }) => bytes.length });
	const begun = new Map<string, Promise<MadePicture>>();
	return async (name, draw) => {
		const known = kept.get(name) ?? begun.get(name);
		if (known !== undefined) return known;
		const drawing = draw();
		begun.set(name, drawing);
		try {
			const picture = await drawing;
			kept.set(name, picture);
			return picture;
		} finally {
			begun.delete(name);
		}
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
