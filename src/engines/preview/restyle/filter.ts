import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Pixels } from "../picture/pixels.ts";

/** What a filter draws into and from. */
export interface FilterRoom {
	/** Pixels of the frames that it is given; the canvas may be larger. */
	readonly width: number;
	readonly height: number;
	/** Pixels of the canvas that it paints on. */
	readonly paintedWidth: number;
	readonly paintedHeight: number;
	readonly seed: number;
	/** Frames from all over the film, for what has to be settled once. The pixels are the room's own: look, do not keep. */
	samples(): Iterable<Pixels>;
}

/** Gives frames a style. A pure function of the frame and the instant. */
export interface Filter {
	/** Paints the frame over the whole canvas. The pixels may be changed. */
	paint(context: SKRSContext2D, frame: Pixels, atSeconds: number): void;
}

export type CreateFilter = (room: FilterRoom) => Filter;
