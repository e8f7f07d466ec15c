import type { SKRSContext2D } from "@napi-rs/canvas";
import { createRidge, traceRidge } from "../brushes/ridges.ts";
import { fillDown } from "../brushes/shade.ts";
import type { Colour } from "../colour.ts";
import { css, mix, scale } from "../colour.ts";
import { lit, shaded } from "../palette.ts";
import { createPlate } from "../plate.ts";
import { between, pick } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

const grass: Record<string, Colour> = {
	spring: [116, 172, 74],
	summer: [98, 148, 62],
	autumn: [176, 144, 70],
	winter: [216, 226, 240],
};
const flowers: readonly Colour[] = [
	[255, 236, 120],
	[255, 255, 255],
	[244, 120, 130],
	[196, 150, 240],
	[255, 176, 84],
];

/** A meadow at the viewer's feet: grass that sways, and flowers in it when the season has them. */
export function createMeadow(
	stage: Stage,
	options: { row: number; depth: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { height, width, unit, scene } = stage;
	const { row, depth } = options;
	const colour = grass[scene.season] as Colour;
	const ridge = createRidge(stage, { base: row, rise: 16 * unit, span: 420 * unit, octaves: 3, name: "meadow" });
	const plate = createPlate(stage, {
		depth,
		top: row - 60 * unit,
		bottom: height + 2,
		draw(context, palette) {
			const random = stage.random("meadow");
			traceRidge(context, ridge, { stage, below: height + stage.margin + 4 });
			fillDown(context, { top: row - 14 * unit, bottom: height }, [
				[0, mix(shaded(palette, colour), lit(palette, colour), 0.66)],
				[1, shaded(palette, scale(colour, 0.62))],
			]);
			for (let layer = 0; layer < 5; layer++) {
				const share = layer / 4;
				context.strokeStyle = css(
					mix(shaded(palette, scale(colour, 0.7)), lit(palette, colour), 0.85 - share * 0.5),
					0.85,
				);
				context.lineWidth = (1 + share * 2) * unit;
				context.beginPath();
				for (let index = 0; index < 330; index++) {
					const x = random() * (width + stage.margin * 2) - stage.margin;
					const y = ridge(x) + share * (height - row) * between(random, 0.75, 1.1) + 5 * unit;
					const tall = (9 + 26 * share) * unit * between(random, 0.5, 1.2);
					context.moveTo(x, y);
					context.quadraticCurveTo(x, y - tall * 0.6, x + between(random, -0.45, 0.45) * tall, y - tall);
				}
				context.stroke();
			}
		},
	});
	const blades = createBlades(stage, { ...options, ridge });
	return (context, frame) => {
		plate.paint(context, frame);
		blades(context, frame);
	};
}

/** The nearest stalks, which sway in gusts, with their flowers. */
function createBlades(
	stage: Stage,
	options: { row: number; depth: number; ridge: (x: number) => number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { height, width, unit, scene } = stage;
	const random = stage.random("blades");
	const blooming = scene.season === "spring" || scene.season === "summer";
	const stalks = Array.from({ length: 110 }, () => {
		const near = random();
		return {
			x: between(random, -0.06, 1.06) * width,
			near,
			tall: between(random, 26, 62) * unit * (0.5 + near * 0.8),
			phase: random() * 6,
			bloom: blooming && random() < 0.62 ? pick(random, flowers) : null,
		};
	}).sort((a, b) => a.near - b.near);
	return (context, frame) => {
		frame.enter(context, options.depth);
		const { palette, time } = frame;
		const green = grass[scene.season] as Colour;
		for (const part of [0, 1]) {
			context.strokeStyle = css(mix(shaded(palette, scale(green, 0.7)), lit(palette, green), 0.5 - part * 0.25));
			context.lineWidth = (1.4 + part) * unit;
			context.beginPath();
			for (const stalk of stalks) {
				if ((stalk.near > 0.5 ? 1 : 0) !== part) continue;
				const top = tip(stalk, { time, options, height });
				context.moveTo(stalk.x, top.foot);
				context.quadraticCurveTo(stalk.x, top.foot - stalk.tall * 0.6, top.x, top.y);
			}
			context.stroke();
		}
		for (const stalk of stalks) {
			if (stalk.bloom === null) continue;
			const top = tip(stalk, { time, options, height });
			const size = (2.4 + 3.6 * stalk.near) * unit;
			context.fillStyle = css(mix(shaded(palette, stalk.bloom), lit(palette, stalk.bloom), 0.75));
			context.beginPath();
			for (let petal = 0; petal < 5; petal++) {
				const angle = petal * 1.257 + stalk.phase;
				const x = top.x + Math.cos(angle) * size * 0.75;
				const y = top.y + Math.sin(angle) * size * 0.55;
				context.moveTo(x + size * 0.6, y);
				context.arc(x, y, size * 0.6, 0, 6.29);
			}
			context.fill();
			context.fillStyle = css(lit(palette, [240, 180, 60]));
			context.fillRect(top.x - size * 0.3, top.y - size * 0.3, size * 0.6, size * 0.6);
		}
		context.restore();
	};
}

interface Stalk {
	readonly x: number;
	readonly near: number;
	readonly tall: number;
	readonly phase: number;
}

function tip(
	stalk: Stalk,
	at: { time: number; options: { row: number; ridge: (x: number) => number }; height: number },
): { x: number; y: number; foot: number } {
	const foot = at.options.ridge(stalk.x) + stalk.near * (at.height - at.options.row) * 1.05;
	const sway =
		(Math.sin(at.time * 1.7 + stalk.phase + stalk.x * 0.006) + 0.5 * Math.sin(at.time * 3.1 + stalk.phase * 2)) * 0.12;
	return { x: stalk.x + sway * stalk.tall + stalk.tall * 0.1, y: foot - stalk.tall, foot };
}
