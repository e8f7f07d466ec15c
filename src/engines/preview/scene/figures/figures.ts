import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Frame, Stage } from "../stage.ts";

export interface FigureGround {
	/** The row where the sky ends. */
	readonly horizon: number;
	/** The row where open water begins, or null. */
	readonly water: number | null;
	/** The row of the ground that figures stand on, or null. */
	readonly ground: number | null;
}

/** The figures of a scene, split by where they belong in the painting. */
export interface Figures {
	sky(context: SKRSContext2D, frame: Frame): void;
	near(context: SKRSContext2D, frame: Frame): void;
}

export function createFigures(_stage: Stage, _ground: FigureGround): Figures {
	return { sky() {}, near() {} };
}
