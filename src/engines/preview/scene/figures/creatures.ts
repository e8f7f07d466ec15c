import type { SKRSContext2D } from "@napi-rs/canvas";
import { css, mix } from "../colour.ts";
import { shaded } from "../palette.ts";
import type { Subject } from "../scene.ts";
import type { Frame, Stage } from "../stage.ts";
import { paintCat, paintDog, paintMount } from "./animals.ts";
import type { FigureGround, Painting } from "./figures.ts";
import { paintWalker } from "./walkers.ts";

type Draw = (
	context: SKRSContext2D,
	at: { frame: Frame; x: number; foot: number; unit: number; colour: string; rim: string },
) => void;

const draws: Partial<Record<Subject, Draw>> = {
	person: (context, { frame, x, foot, unit, colour }) =>
		paintWalker(context, { x, foot, tall: 104 * unit, stride: Math.sin(frame.time * 3.6), colour, facing: 1 }),
	couple: (context, { frame, x, foot, unit, colour }) => {
		paintWalker(context, {
			x: x - 20 * unit,
			foot,
			tall: 106 * unit,
			stride: Math.sin(frame.time * 3.2),
			colour,
			facing: 1,
		});
		paintWalker(context, {
			x: x + 20 * unit,
			foot: foot + 2 * unit,
			tall: 96 * unit,
			stride: Math.sin(frame.time * 3.2 + 0.6),
			colour,
			facing: 1,
		});
	},
	cat: (context, { frame, x, foot, unit, colour, rim }) =>
		paintCat(context, { x, foot, size: 62 * unit, time: frame.time, colour, rim }),
	dog: (context, { frame, x, foot, unit, colour }) =>
		paintDog(context, { x, foot, size: 74 * unit, time: frame.time, colour }),
	horse: (context, { frame, x, foot, unit, colour }) =>
		paintMount(context, { x, foot, size: 112 * unit, time: frame.time, colour, humps: false }),
	camel: (context, { frame, x, foot, unit, colour }) => {
		for (let index = 0; index < 4; index++) {
			paintMount(context, {
				x: x - index * 88 * unit,
				foot: foot + Math.sin(index * 2.2) * 5 * unit,
				size: 84 * unit,
				time: frame.time + index * 0.7,
				colour,
				humps: true,
				rider: index === 0,
			});
		}
	},
};

/** People and animals that walk over the ground, in silhouette; null where there is none to walk or no ground. */
export function createCreatures(stage: Stage, ground: FigureGround): Painting | null {
	const { ground: row } = ground;
	const walkers = stage.scene.subjects.map((subject) => draws[subject]).filter((draw) => draw !== undefined);
	if (row === null || walkers.length === 0) return null;
	const { width, unit } = stage;
	return (context, frame) => {
		frame.enter(context, 0.5);
		const colour = css(mix(shaded(frame.palette, [58, 48, 54]), [14, 12, 22], 0.45));
		const rim = css(frame.palette.direct, 0.6);
		walkers.forEach((draw, index) => {
			const x = width * (0.4 + index * 0.16) + frame.time * 11 * unit - 20 * unit;
			context.fillStyle = css(shaded(frame.palette, [20, 18, 26]), 0.28);
			context.beginPath();
			context.ellipse(x, row + 1.5 * unit, 36 * unit, 4.5 * unit, 0, 0, 7);
			context.fill();
			draw(context, { frame, x, foot: row, unit, colour, rim });
		});
		context.restore();
	};
}
