import type { SKRSContext2D } from "@napi-rs/canvas";
import { css, hsl, mix } from "../colour.ts";
import { shaded } from "../palette.ts";
import { between, pick } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

/** People who walk along a street, most of them under umbrellas when it rains. */
export function createWalkers(
	stage: Stage,
	options: { row: number; depth: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const { width, unit, scene } = stage;
	const random = stage.random("walkers");
	const wet = scene.weather === "rain" || scene.weather === "storm" || scene.weather === "snow";
	const people = Array.from({ length: 7 }, () => ({
		x: random(),
		tall: between(random, 74, 112) * unit,
		speed: between(random, 14, 26) * unit * (random() < 0.5 ? -1 : 1),
		phase: random() * 6,
		umbrella: wet && random() < 0.8 ? hsl(pick(random, [340, 190, 270, 20, 210]), 0.7, 0.42) : null,
	})).sort((a, b) => a.tall - b.tall);
	return (context, frame) => {
		frame.enter(context, options.depth);
		for (const person of people) {
			const span = width * 1.2;
			const x = ((((person.x * span + person.speed * frame.time) % span) + span) % span) - width * 0.1;
			const body = mix(shaded(frame.palette, [30, 28, 40]), [8, 8, 16], 0.4);
			paintWalker(context, {
				x,
				foot: options.row + (person.tall / unit - 70) * 0.25 * unit,
				tall: person.tall,
				stride: Math.sin(frame.time * 5 + person.phase),
				colour: css(body),
				facing: Math.sign(person.speed),
			});
			if (person.umbrella === null) continue;
			const top = options.row + (person.tall / unit - 70) * 0.25 * unit - person.tall * 1.16;
			context.fillStyle = css(mix(person.umbrella, frame.palette.haze, 0.25));
			context.beginPath();
			context.moveTo(x - person.tall * 0.36, top + person.tall * 0.2);
			context.quadraticCurveTo(x - person.tall * 0.3, top - person.tall * 0.02, x, top - person.tall * 0.03);
			context.quadraticCurveTo(
				x + person.tall * 0.3,
				top - person.tall * 0.02,
				x + person.tall * 0.36,
				top + person.tall * 0.2,
			);
			context.quadraticCurveTo(x, top + person.tall * 0.1, x - person.tall * 0.36, top + person.tall * 0.2);
			context.fill();
		}
		context.restore();
	};
}

/** A walking person in silhouette. `stride` runs from -1 to 1. */
export function paintWalker(
	context: SKRSContext2D,
	shape: { x: number; foot: number; tall: number; stride: number; colour: string; facing: number },
): void {
	const { x, foot, tall, stride } = shape;
	const hip = foot - tall * 0.46;
	const lift = Math.abs(stride) * tall * 0.012;
	context.fillStyle = shape.colour;
	context.strokeStyle = shape.colour;
	context.lineCap = "round";
	context.lineWidth = tall * 0.085;
	for (const leg of [-1, 1]) {
		context.beginPath();
		context.moveTo(x, hip);
		context.quadraticCurveTo(
			x + leg * stride * tall * 0.08 + shape.facing * tall * 0.03,
			hip + tall * 0.22,
			x + leg * stride * tall * 0.15,
			foot - tall * 0.02,
		);
		context.stroke();
	}
	context.beginPath();
	context.moveTo(x - tall * 0.1, hip + tall * 0.12 - lift);
	context.quadraticCurveTo(x - tall * 0.14, hip - tall * 0.2, x - tall * 0.1, foot - tall * 0.8 - lift);
	context.quadraticCurveTo(x, foot - tall * 0.86 - lift, x + tall * 0.1, foot - tall * 0.8 - lift);
	context.quadraticCurveTo(x + tall * 0.14, hip - tall * 0.2, x + tall * 0.1, hip + tall * 0.12 - lift);
	context.closePath();
	context.fill();
	context.beginPath();
	context.ellipse(x + shape.facing * tall * 0.012, foot - tall * 0.91 - lift, tall * 0.062, tall * 0.078, 0, 0, 7);
	context.fill();
	context.lineWidth = tall * 0.05;
	context.beginPath();
	context.moveTo(x, foot - tall * 0.76 - lift);
	context.quadraticCurveTo(
		x - shape.facing * stride * tall * 0.1,
		foot - tall * 0.6,
		x - shape.facing * stride * tall * 0.12 + shape.facing * tall * 0.04,
		foot - tall * 0.46,
	);
	context.stroke();
}
