import type { SKRSContext2D } from "@napi-rs/canvas";
import { between, pick } from "../scene/random.ts";
import { createSlides, type Effect, type EffectOptions, wash } from "./effect.ts";

interface Piece {
	readonly x: number;
	readonly start: number;
	readonly depth: number;
	readonly speed: number;
	readonly swing: number;
	readonly turn: number;
	readonly phase: number;
	readonly colour: string;
	readonly shape: number;
}

interface Kind {
	readonly count: number;
	readonly colours: readonly string[];
	/** Heights of the frame a second. */
	readonly speed: readonly [number, number];
	draw(context: SKRSContext2D, piece: Piece, size: number): void;
}

const petals: Kind = {
	count: 90,
	colours: ["#ffc2d6", "#ff9dbd", "#ffe3ec", "#f77fa6"],
	speed: [0.1, 0.24],
	draw(context, { colour, shape }, size) {
		context.fillStyle = colour;
		context.beginPath();
		context.moveTo(0, -size);
		context.bezierCurveTo(size * (0.8 + 0.3 * shape), -size * 0.7, size * 0.7, size * 0.6, 0, size);
		context.bezierCurveTo(-size * 0.7, size * 0.6, -size * 0.8, -size * 0.7, 0, -size);
		context.fill();
		context.strokeStyle = "rgba(190,60,110,0.35)";
		context.lineWidth = size * 0.07;
		context.beginPath();
		context.moveTo(0, size * 0.9);
		context.lineTo(0, -size * 0.3);
		context.stroke();
	},
};

const confetti: Kind = {
	count: 170,
	colours: ["#ff4d6d", "#ffd166", "#06d6a0", "#3aa7ff", "#b36bff", "#ff9f1c"],
	speed: [0.2, 0.48],
	draw(context, { colour, shape }, size) {
		context.fillStyle = colour;
		if (shape < 0.3) {
			context.beginPath();
			context.arc(0, 0, size * 0.55, 0, 7);
			context.fill();
		} else context.fillRect(-size * 0.4, -size * 0.8, size * 0.8, size * 1.6);
	},
};

export const paintPetals: Effect = (options) => createFall(options, { kind: petals, light: "rgba(255,214,226,0.3)" });
export const paintConfetti: Effect = (options) =>
	createFall(options, { kind: confetti, light: "rgba(255,240,200,0.22)" });

/** Pieces fall before the pictures, each turning about its own axis; near ones are larger, faster and softer. */
function createFall(options: EffectOptions, { kind, light }: { kind: Kind; light: string }) {
	const { width, height, unit, random } = options;
	const slides = createSlides(options);
	const pieces = Array.from({ length: kind.count }, (): Piece => {
		const depth = random() ** 2;
		return {
			x: random(),
			start: random(),
			depth,
			speed: between(random, ...kind.speed) * (0.7 + depth),
			swing: between(random, 0.01, 0.045),
			turn: between(random, -1.4, 1.4),
			phase: random() * 7,
			colour: pick(random, kind.colours),
			shape: random(),
		};
	}).sort((one, other) => one.depth - other.depth);
	return (context: SKRSContext2D, atSeconds: number): void => {
		slides(context, atSeconds);
		wash(context, light, "soft-light");
		for (const piece of pieces) {
			const way = piece.start + atSeconds * piece.speed;
			const y = (way - Math.floor(way)) * 1.3 - 0.15;
			const x = piece.x + piece.swing * Math.sin(atSeconds * 1.4 + piece.phase) + 0.05 * y;
			context.save();
			context.translate(x * width, y * height);
			context.rotate(piece.phase + atSeconds * piece.turn);
			context.scale(1, Math.cos(atSeconds * (1.6 + piece.shape) + piece.phase));
			context.globalAlpha = 0.95 - 0.4 * piece.depth;
			kind.draw(context, piece, (7 + 17 * piece.depth) * unit);
			context.restore();
		}
	};
}
