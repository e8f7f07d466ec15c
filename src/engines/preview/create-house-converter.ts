import { FilmgateError } from "../../core/errors.ts";
import type { FilmConverter } from "../../media/convert-film.ts";
import { RenderFailed } from "./render/render-failed.ts";
import type { RenderProcess } from "./render/render-process.ts";

export interface HouseConverterOptions {
	readonly renderer: Pick<RenderProcess, "convertFilm">;
	/** What converts what is not converted here: the machine's ffmpeg. */
	readonly others: FilmConverter;
}

const limits = { maxSide: 1920, maxSeconds: 60, maxMs: 120_000 } as const;

/**
 * Converts what phones and cameras make, H.264 with AAC, here and without anything of the machine's; and the rest with
 * `others`. Where those refuse for want of a program, so does this, and says what the film holds. One film at a time.
 */
export function createHouseConverter({ renderer, others }: HouseConverterOptions): FilmConverter {
	let last: Promise<unknown> = Promise.resolve();
	const run = async (from: string, to: string, signal?: AbortSignal): Promise<void> => {
		signal?.throwIfAborted();
		const refusal = await renderer.convertFilm({ path: from, outPath: to, ...limits }).then(
			() => null,
			(error: unknown) => error,
		);
		if (refusal === null) return;
		if (!(refusal instanceof RenderFailed)) throw refusal;
		try {
			await others.convert(from, to, signal);
		} catch (error) {
			throw isWantOfProgram(error) ? explained(error, refusal) : error;
		}
	};
	return {
		convert(from, to, signal) {
			const turn = last.then(() => run(from, to, signal));
			last = turn.catch(() => {});
			return turn;
		},
	};
}

function isWantOfProgram(error: unknown): error is FilmgateError {
	return error instanceof FilmgateError && error.code === "medium_format_refused";
}

function explained(error: FilmgateError, refusal: RenderFailed): FilmgateError {
	const said = `${refusal.message.replace(/\.$/, "")}; ${error.message}`;
	return new FilmgateError("medium_format_refused", said, { allowed: "MP4 or MOV with H.264 and AAC", cause: refusal });
}
