import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, multiply } from "../colour.ts";
import { between, pick } from "../random.ts";
import type { Frame, Stage } from "../stage.ts";

/** Leaves or petals that tumble down through the frame. */
export function createFalling(
	stage: Stage,
	options: { name: string; colours: readonly Colour[]; count: number; size: number },
): (context: SKRSContext2D, frame: Frame) => void {
	const random = stage.random(options.name);
	const pieces = Array.from({ length: options.count }, () => ({
		x: random(),
		y: random(),
		near: between(random, 0.35, 1),
		turn: between(random, 0, 6.28),
		spin: between(random, 0.8, 2.2),
		colour: pick(random, options.colours),
	}));
	return (context, frame) => {
		context.save();
		for (const piece of pieces) {
			const fall = (piece.y + frame.time * 0.055 * (0.5 + piece.near)) % 1;
			const drift = Math.sin(frame.time * 0.8 + piece.turn) * 0.02 + frame.time * 0.018;
			const x = ((((piece.x + drift) % 1) + 1) % 1) * stage.width;
			const angle = piece.turn + frame.time * piece.spin;
			const size = options.size * stage.unit * piece.near;
			context.fillStyle = css(multiply(piece.colour, frame.palette.direct), 0.92);
			context.beginPath();
			context.ellipse(
				x,
				fall * (stage.height * 1.06) - size,
				size,
				Math.max(0.5, size * 0.5 * Math.abs(Math.cos(angle * 1.3))),
				angle,
				0,
				7,
			);
			context.fill();
		}
		context.restore();
	};
}
