import { type FilmConverter, withConverted } from "../../media/convert-film.ts";
import type { RenderInput, RenderOrder } from "./render-order.ts";
import type { RenderProcess } from "./render/render-process.ts";

/** Lends films that can be drawn from; what somebody else's encoder made is converted for as long as it is lent. */
export interface DrawableFilms {
	withDrawable<Result>(path: string, use: (drawable: string) => Promise<Result>): Promise<Result>;
	/** The same for the films that an order works on. */
	withDrawableInputs<Result>(order: RenderOrder, use: (order: RenderOrder) => Promise<Result>): Promise<Result>;
	/**
	 * A film's converted copy beside it, so that whatever comes in can be drawn from; null for a film that can be as it is, and
	 * for what is no film.
	 */
	convertForeign(path: string, medium: { readonly mime: string }): Promise<string | null>;
}

export interface DrawableFilmsOptions {
	readonly renderer: Pick<RenderProcess, "probeFilm">;
	readonly converter: FilmConverter;
	/** Where converted films lie while they are lent. */
	readonly folder: string;
}

export function createDrawableFilms({ renderer, converter, folder }: DrawableFilmsOptions): DrawableFilms {
	const isDrawable = (path: string): Promise<boolean> =>
		renderer.probeFilm(path).then(
			() => true,
			() => false, // Whether it is foreign or broken shows when it is converted.
		);
	const withDrawable = async <Result>(path: string, use: (drawable: string) => Promise<Result>): Promise<Result> =>
		(await isDrawable(path)) ? use(path) : withConverted(path, { converter, folder }, use);

	const lend = <Result>(
		order: RenderOrder,
		{ left, done }: { left: readonly RenderInput[]; done: readonly RenderInput[] },
		use: (order: RenderOrder) => Promise<Result>,
	): Promise<Result> => {
		const [input, ...others] = left;
		if (input === undefined) return use({ ...order, inputs: done });
		if (!input.mime.startsWith("video/")) return lend(order, { left: others, done: [...done, input] }, use);
		return withDrawable(input.path, (path) => lend(order, { left: others, done: [...done, { ...input, path }] }, use));
	};

	return {
		withDrawable,
		async convertForeign(path, { mime }) {
			if (!mime.startsWith("video/") || (await isDrawable(path))) return null;
			await converter.convert(path, `${path}.mp4`);
			return `${path}.mp4`;
		},
		withDrawableInputs: (order, use) => lend(order, { left: order.inputs, done: [] }, use),
	};
}
