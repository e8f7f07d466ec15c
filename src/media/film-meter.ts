import type { FilmMeter } from "../core/ports/film-meter.ts";
import { measurePicture, measureRecording } from "./measure.ts";
import { soundTypeOf } from "./media-types.ts";
import { sniff } from "./sniff.ts";
import { unreadable } from "./unreadable.ts";

/** Measures what engines deliver by its bytes; nothing is decoded. */
export function createFilmMeter(): FilmMeter {
	return {
		async measure(path, kind) {
			const mime = await sniff(path);
			if (mime === null) throw unreadable("the engine delivered something unknown");
			if (kind === "image") {
				const { width, height } = await measurePicture(path);
				return { mime, width, height, seconds: null, fps: null, hasSound: false };
			}
			const { seconds, picture, hasSound } = await measureRecording(path);
			if ((kind === "video") !== (picture !== null)) throw unreadable(`the engine delivered no ${kind}`);
			return {
				mime: picture === null ? soundTypeOf(mime) : mime,
				width: picture?.width ?? null,
				height: picture?.height ?? null,
				seconds,
				fps: picture?.fps ?? null,
				hasSound,
			};
		},
	};
}
