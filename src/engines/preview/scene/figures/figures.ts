import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Ridge } from "../brushes/ridges.ts";
import type { Subject } from "../scene.ts";
import type { Frame, Stage } from "../stage.ts";
import { createBalloon } from "./balloon.ts";
import { createBirds, createButterflies, createKite } from "./flyers.ts";
import { createCreatures } from "./creatures.ts";
import { createDragon } from "./dragon.ts";
import { createFireworks, createLanterns, createRainbow } from "./sky-lights.ts";
import { createAstronaut, createRocket } from "./spacefarers.ts";
import { createTrain, createWindmill } from "./hill-works.ts";
import { createBoat, createLighthouse, createWhale } from "./water-things.ts";

export type Painting = (context: SKRSContext2D, frame: Frame) => void;

export interface FigureGround {
	/** The row where the sky ends. */
	readonly horizon: number;
	/** The row where open water begins, or null. */
	readonly water: number | null;
	/** The row of the ground that figures stand on, or null. */
	readonly ground: number | null;
	/** A hill that works of man stand on. */
	readonly hill?: { readonly ridge: Ridge; readonly depth: number };
}

/** The figures of a scene, split by where they belong in the painting. */
export interface Figures {
	readonly sky: Painting;
	readonly hill: Painting;
	readonly near: Painting;
}

type Maker = (stage: Stage, ground: FigureGround) => Painting | null;

const skyward: Partial<Record<Subject, Maker>> = {
	rainbow: createRainbow,
	fireworks: createFireworks,
	lanterns: createLanterns,
	balloon: createBalloon,
	dragon: createDragon,
	birds: createBirds,
	kite: createKite,
	rocket: createRocket,
};
const hillward: Partial<Record<Subject, Maker>> = { windmill: createWindmill, train: createTrain };
const nearby: Partial<Record<Subject, Maker>> = {
	lighthouse: createLighthouse,
	whale: createWhale,
	boat: createBoat,
	ship: createBoat,
	astronaut: createAstronaut,
	butterflies: createButterflies,
};

/** Makes the figures that a scene names and this ground can bear; the others are left out. */
export function createFigures(stage: Stage, ground: FigureGround): Figures {
	const gather = (makers: Partial<Record<Subject, Maker>>): Painting[] =>
		stage.scene.subjects
			.map((subject) => makers[subject]?.(stage, ground) ?? null)
			.filter((painting) => painting !== null);
	const creatures = createCreatures(stage, ground);
	return {
		sky: all(gather(skyward)),
		hill: all(gather(hillward)),
		near: all([...(creatures === null ? [] : [creatures]), ...gather(nearby)]),
	};
}

function all(paintings: readonly Painting[]): Painting {
	return (context, frame) => {
		for (const paint of paintings) paint(context, frame);
	};
}
