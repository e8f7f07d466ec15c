import type { SKRSContext2D } from "@napi-rs/canvas";

/**
 * Draws the frames of one film. Made once in each drawing thread; every frame is a pure function of its instant,
 * so that two threads that share a film draw what one thread would have drawn.
 */
export interface Painter {
	/** Pixels that it draws at; at most 1920x1080 (in either orientation), scaled to the film's size afterwards. */
	readonly width: number;
	readonly height: number;
	/** Draws the whole frame at `atSeconds` (0 <= atSeconds < seconds). Leaves the context's state as it found it. */
	paint(context: SKRSContext2D, atSeconds: number): void;
	/** Gives up what it holds; nothing is painted afterwards. */
	close?(): void;
}
