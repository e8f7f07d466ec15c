import { readFilmPackets } from "./film-packets.ts";
import { createPictureDecoder, type I420 } from "./picture-decoder.ts";
import { turnUpright } from "./upright.ts";

/** A film that is open for drawing, as somebody sees it: upright. */
export interface Source {
	readonly width: number;
	readonly height: number;
	readonly seconds: number;
	/** On the average. */
	readonly fps: number;
	readonly frames: number;
	/** The number of the frame that is seen at an instant; the first and the last go on beyond the film's ends. */
	frameAt(atSeconds: number): number;
	/** When a frame comes into sight. */
	startOf(frame: number): number;
	/** A frame's picture; valid until the next call. Going forward is cheap, going back decodes from a key frame. */
	picture(frame: number): I420;
	/** Ends the use of it. */
	close(): void;
}

/**
 * Opens a film of our own kind (MP4 or MOV, H.264 Baseline, 64 MiB of pictures at most) for one thread. Rejects with
 * RenderFailed and a reason for the client when it is anything else; a broken picture throws the same when it is met.
 */
export async function openSource(path: string): Promise<Source> {
	const film = await readFilmPackets(path);
	const { pictures, rotation } = film;
	const decoder = createPictureDecoder(film);
	const sideways = rotation === 90 || rotation === 270;
	return {
		width: sideways ? film.height : film.width,
		height: sideways ? film.width : film.height,
		seconds: film.seconds,
		fps: pictures.length / film.seconds,
		frames: pictures.length,
		frameAt(atSeconds) {
			const instant = atSeconds + 1e-4; // Instants come rounded from both films.
			let low = 0;
			let high = pictures.length - 1;
			while (low < high) {
				const middle = (low + high + 1) >> 1;
				if (pictures[middle]!.atSeconds <= instant) low = middle;
				else high = middle - 1;
			}
			return low;
		},
		startOf: (frame) => pictures[frame]!.atSeconds,
		picture: (frame) => turnUpright(decoder.picture(frame), rotation),
		close: () => decoder.close(),
	};
}
