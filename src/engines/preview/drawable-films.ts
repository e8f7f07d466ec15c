import { rm } from "node:fs/promises";
import { type FilmConverter, withConverted } from "../../media/convert-film.ts";
import { prepareTemporaryFolder } from "../../media/stale-files.ts";
import type { RenderInput, RenderOrder } from "./render-order.ts";
import type { RenderProcess } from "./render/render-process.ts";

/** Lends films that can be drawn from; what somebody else's encoder made is converted for as long as it is lent. */
export interface DrawableFilms {
	withDrawable<Result>(path: string, use: (drawable: string) => Promise<Result>): Promise<Result>;
	/** The same for the films that an order works on. */
	withDrawableInputs<Result>(
		order: RenderOrder,
		use: (order: RenderOrder) => Promise<Result>,
		signal?: AbortSignal,
	): Promise<Result>;
	/**
	 * A film's converted copy beside it, so that whatever comes in can be drawn from; null for a film that can be as it is, and
	 * for what is no film. Where it rejects there is no copy.
	 */
	convertForeign(path: string, medium: { readonly mime: string }, signal?: AbortSignal): Promise<string | null>;
}

export interface DrawableFilmsOptions {
	readonly renderer: Pick<RenderProcess, "probeFilm">;
	readonly converter: FilmConverter;
	/** Where converted films lie while they are lent; what a killed server left there is removed. */
	readonly folder: string;
}

export function createDrawableFilms({ renderer, converter, folder }: DrawableFilmsOptions): DrawableFilms {
	prepareTemporaryFolder(folder, Date.now());
	const isDrawable = (path: string): Promise<boolean> =>
		renderer.probeFilm(path).then(
			() => true,
			() => false, // Whether it is foreign or broken shows when it is converted.
		);
	const withDrawable = async <Result>(
		path: string,
		use: (drawable: string) => Promise<Result>,
		signal?: AbortSignal,
	): Promise<Result> =>
		(await isDrawable(path)) ? use(path) : withConverted(path, { converter, folder, signal }, use);

	const lend = <Result>(
		order: RenderOrder,
		{ left, done, signal }: Lending,
		use: (order: RenderOrder) => Promise<Result>,
	): Promise<Result> => {
		const [input, ...others] = left;
		if (input === undefined) return use({ ...order, inputs: done });
		const goOn = (path: string) => lend(order, { left: others, done: [...done, { ...input, path }], signal }, use);
		return input.mime.startsWith("video/") ? withDrawable(input.path, goOn, signal) : goOn(input.path);
	};

	return {
		withDrawable,
		async convertForeign(path, { mime }, signal) {
			if (!mime.startsWith("video/") || (await isDrawable(path))) return null;
			const to = `${path}.mp4`;
			try {
				await converter.convert(path, to, signal);
				return to;
			} catch (error) {
				await rm(to, { force: true }); // Who converts it may have died of it half way.
				throw error;
			}
		},
		withDrawableInputs: (order, use, signal) => lend(order, { left: order.inputs, done: [], signal }, use),
	};
}

interface Lending {
	readonly left: readonly RenderInput[];
	readonly done: readonly RenderInput[];
	readonly signal: AbortSignal | undefined;
}
