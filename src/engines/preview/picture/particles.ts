import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { ramp } from "../scene/noise.ts";
import { between, createRandom, type Random } from "../scene/random.ts";
import type { Scene } from "../scene/scene.ts";

/** Things in the air before a picture. */
export interface Particles {
	paint(context: SKRSContext2D, atSeconds: number): void;
}

export interface AirOptions {
	readonly width: number;
	readonly height: number;
	readonly seed: number;
}

/** A kind of particle; lengths in 1/720 of the picture's shorter side, speeds in such lengths a second. */
interface Kind {
	readonly count: number;
	readonly colours: readonly string[];
	readonly size: readonly [number, number];
	readonly fall: readonly [number, number];
	/** Sideways, and how wide it swings about that. */
	readonly wind: number;
	readonly swing: number;
	/** How long it is drawn, in its own widths, along its fall. */
	readonly stretch: number;
	readonly alpha: number;
}

const rain: Kind = {
	count: 150,
	colours: ["#e6eef6"],
	size: [1.1, 2.2],
	fall: [900, 1500],
	wind: -120,
	swing: 0,
	stretch: 22,
	alpha: 0.5,
};
const kinds = {
	rain,
	storm: { ...rain, count: 220, wind: -420, fall: [1200, 1800] },
	snow: {
		count: 160,
		colours: ["#ffffff"],
		size: [4, 14],
		fall: [38, 110],
		wind: 14,
		swing: 16,
		stretch: 1,
		alpha: 0.85,
	},
	petals: {
		count: 26,
		colours: ["#ffd3e0", "#ffb9cf", "#fff0f4"],
		size: [6, 13],
		fall: [40, 90],
		wind: 46,
		swing: 30,
		stretch: 0.6,
		alpha: 0.85,
	},
	leaves: {
		count: 20,
		colours: ["#c9722a", "#a8481f", "#d9a13a"],
		size: [8, 17],
		fall: [50, 105],
		wind: 60,
		swing: 42,
		stretch: 0.55,
		alpha: 0.9,
	},
	embers: {
		count: 34,
		colours: ["#ffb347", "#ff7a2a"],
		size: [2.5, 6],
		fall: [-90, -35],
		wind: 8,
		swing: 18,
		stretch: 1,
		alpha: 0.8,
	},
} satisfies Record<string, Kind>;

/** What the prompt puts into the air; null when the air is clear. Nothing is there at the first instant: it drifts in. */
export function createParticles(scene: Pick<Scene, "weather" | "subjects">, options: AirOptions): Particles | null {
	const kind = kindOf(scene);
	if (kind === null) return null;
	const random = createRandom(options.seed);
	const unit = Math.min(options.width, options.height) / 720;
	const sprites = kind.colours.map((colour) => drawSprite(colour, Math.ceil(kind.size[1] * unit * 2)));
	const area = (options.width * options.height) / (unit * unit * 1280 * 720);
	const flakes = Array.from({ length: Math.round(kind.count * area) }, () => createFlake(kind, random));
	return {
		paint: (context, atSeconds) => {
			context.save();
			const seen = ramp(atSeconds, 0, 1.4);
			for (const flake of flakes) {
				const sprite = sprites[flake.colour % sprites.length] as Canvas;
				paintFlake(context, { ...options, kind, flake, sprite, unit, atSeconds, seen });
			}
			context.restore();
		},
	};
}

function kindOf(scene: Pick<Scene, "weather" | "subjects">): Kind | null {
	if (scene.weather === "rain" || scene.weather === "storm" || scene.weather === "snow") return kinds[scene.weather];
	if (scene.subjects.includes("petals")) return kinds.petals;
	if (scene.subjects.includes("leaves")) return kinds.leaves;
	return scene.subjects.includes("fire") ? kinds.embers : null;
}

interface Flake {
	readonly colour: number;
	/** 0 (far, small, slow, faint) to 1. */
	readonly near: number;
	readonly size: number;
	readonly fall: number;
	/** Where it begins, in shares of the picture. */
	readonly x: number;
	readonly y: number;
	readonly phase: number;
	readonly turn: number;
}

function createFlake(kind: Kind, random: Random): Flake {
	const near = random() ** 2;
	return {
		near,
		colour: Math.floor(random() * 60),
		size: kind.size[0] + (kind.size[1] - kind.size[0]) * near,
		fall: kind.fall[0] + (kind.fall[1] - kind.fall[0]) * near,
		x: random(),
		y: random(),
		phase: between(random, 0, Math.PI * 2),
		turn: between(random, -1.5, 1.5),
	};
}

interface FlakeView extends AirOptions {
	readonly kind: Kind;
	readonly flake: Flake;
	readonly sprite: Canvas;
	readonly unit: number;
	readonly atSeconds: number;
	/** 0 to 1: how much of it has come into view. */
	readonly seen: number;
}

function paintFlake(context: SKRSContext2D, view: FlakeView): void {
	const { kind, flake, unit, atSeconds } = view;
	const reach = flake.size * unit * Math.max(1, kind.stretch);
	const swing = Math.sin(flake.phase + atSeconds * (0.6 + flake.near)) * kind.swing;
	const speed = 0.5 + 0.5 * flake.near;
	const x = wrap(flake.x * view.width + (kind.wind * speed * atSeconds + swing) * unit, view.width, reach);
	const y = wrap(flake.y * view.height + flake.fall * atSeconds * unit, view.height, reach);
	const angle = kind.stretch > 2 ? Math.atan2(-kind.wind * speed, flake.fall) : flake.phase + flake.turn * atSeconds;
	const width = flake.size * unit;
	const height = width * kind.stretch;
	context.globalAlpha = kind.alpha * (0.35 + 0.65 * flake.near) * view.seen;
	const cosine = Math.cos(angle);
	const sine = Math.sin(angle);
	context.setTransform(cosine, sine, -sine, cosine, x, y);
	context.drawImage(view.sprite, -width / 2, -height / 2, width, height);
}

/** Comes in again on the other side once it is wholly out of sight. */
function wrap(position: number, length: number, reach: number): number {
	const span = length + 2 * reach;
	return ((((position + reach) % span) + span) % span) - reach;
}

function drawSprite(colour: string, size: number): Canvas {
	const sprite = createCanvas(size, size);
	const context = sprite.getContext("2d");
	const glow = context.createRadialGradient(size / 2, size / 2, 0, size / 2, size / 2, size / 2);
	glow.addColorStop(0, colour);
	glow.addColorStop(0.45, `${colour}cc`);
	glow.addColorStop(1, `${colour}00`);
	context.fillStyle = glow;
	context.fillRect(0, 0, size, size);
	return sprite;
}
