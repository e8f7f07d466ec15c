import type { SKRSContext2D } from "@napi-rs/canvas";
import type { Colour } from "../colour.ts";
import { css, mix, scale } from "../colour.ts";
import { noise1 } from "../noise.ts";
import type { Palette } from "../palette.ts";
import { lit, shaded } from "../palette.ts";
import { between, pick } from "../random.ts";
import type { Stage } from "../stage.ts";

/** One building of a skyline; x is its left side. */
export interface Tower {
	readonly x: number;
	readonly width: number;
	readonly top: number;
	readonly crown: "flat" | "steps" | "spire" | "slant" | "dome" | "mast";
	readonly surface: Colour;
	/** Width of the side that faces the sun. */
	readonly bright: number;
	readonly seed: number;
}

const surfaces: readonly Colour[] = [
	[150, 146, 158],
	[128, 132, 152],
	[168, 150, 140],
	[112, 120, 144],
	[158, 140, 146],
	[134, 148, 160],
];

/** Where the skyline stays low, so that the sun can be seen to set; in frame widths. */
export const sunGap = { at: 0.61, reach: 0.075 };

export interface TowersOptions {
	readonly name: string;
	readonly shore: number;
	/** Heights as shares of the shore's row, and the usual width in units. */
	readonly low: number;
	readonly high: number;
	readonly broad: number;
	readonly tallest: boolean;
}

/** A row of towers from margin to margin, taller in two clusters, as cities grow. */
export function createTowers(stage: Stage, options: TowersOptions): Tower[] {
	const random = stage.random(options.name);
	const seed = stage.seedOf(options.name);
	const towers: Tower[] = [];
	const { unit, width } = stage;
	let x = -stage.margin - 40 * unit;
	while (x < width + stage.margin + 20 * unit) {
		const broad = options.broad * unit * between(random, 0.55, 1.35);
		const cluster = noise1((x / width) * 3.1 + 7, seed) * 0.75 + 0.25 * noise1((x / width) * 11, seed + 3);
		const share = options.low + (options.high - options.low) * cluster ** 1.25 * between(random, 0.62, 1.12);
		const offSun = Math.abs((x + broad / 2) / width - sunGap.at) / sunGap.reach;
		const tall = share * options.shore * (offSun < 1 ? 0.42 : 1);
		towers.push({
			x,
			width: broad,
			top: options.shore - tall,
			crown:
				tall > options.shore * 0.34
					? pick(random, ["steps", "spire", "slant", "mast", "steps", "flat"] as const)
					: pick(random, ["flat", "flat", "steps", "mast", "dome"] as const),
			surface: pick(random, surfaces),
			bright: broad * between(random, 0.24, 0.4),
			seed: Math.floor(random() * 1e6),
		});
		x += broad * between(random, 0.86, 1.25) + (random() < 0.16 ? broad * 0.3 : 0);
	}
	return options.tallest ? [...towers, landmark(stage, options)] : towers;
}

function landmark(stage: Stage, options: TowersOptions): Tower {
	const random = stage.random("landmark");
	const broad = 66 * stage.unit;
	return {
		x: stage.width * between(random, 0.3, 0.42),
		width: broad,
		top: options.shore * (stage.height > stage.width ? 0.42 : 0.24),
		crown: "spire",
		surface: [136, 140, 160],
		bright: broad * 0.36,
		seed: 77,
	};
}

export function paintTower(
	context: SKRSContext2D,
	options: { tower: Tower; palette: Palette; distance: number; shore: number; unit: number },
): void {
	const { tower, palette, distance, shore, unit } = options;
	const dark = shaded(palette, scale(tower.surface, 0.92), distance);
	const light = mix(dark, lit(palette, tower.surface, distance), 0.72);
	const foot = mix(dark, palette.haze, 0.35 * (1 - distance));
	const gradient = context.createLinearGradient(0, tower.top, 0, shore);
	gradient.addColorStop(0, css(dark));
	gradient.addColorStop(1, css(foot));
	context.fillStyle = gradient;
	body(context, tower, { x: tower.x, width: tower.width, shore, unit });
	const side = context.createLinearGradient(0, tower.top, 0, shore);
	side.addColorStop(0, css(light));
	side.addColorStop(1, css(mix(light, foot, 0.7)));
	context.fillStyle = side;
	context.fillRect(tower.x + tower.width - tower.bright, tower.top, tower.bright, shore - tower.top);
	const seam = css(mix(dark, palette.zenith, 0.25), 0.35);
	context.fillStyle = seam;
	for (let y = tower.top + 9 * unit; y < shore; y += 9 * unit)
		context.fillRect(tower.x, y, tower.width, Math.max(0.5, unit));
}

function body(
	context: SKRSContext2D,
	tower: Tower,
	span: { x: number; width: number; shore: number; unit: number },
): void {
	const { x, width, shore, unit } = span;
	const { top } = tower;
	context.fillRect(x, top, width, shore - top + 2);
	const middle = x + width / 2;
	switch (tower.crown) {
		case "steps":
			context.fillRect(x + width * 0.14, top - 12 * unit, width * 0.72, 13 * unit);
			context.fillRect(x + width * 0.3, top - 24 * unit, width * 0.4, 13 * unit);
			break;
		case "spire":
			triangle(context, [x + width * 0.12, top + 1, x + width * 0.88, top + 1, middle, top - width * 0.62]);
			context.fillRect(middle - unit, top - width * 1.15, 2 * unit, width * 0.7);
			break;
		case "slant":
			triangle(context, [x, top + 1, x + width, top + 1, x + width, top - width * 0.42]);
			break;
		case "dome":
			context.beginPath();
			context.ellipse(middle, top + 1, width * 0.42, width * 0.3, 0, Math.PI, 0);
			context.fill();
			break;
		case "mast":
			context.fillRect(x + width * 0.2, top - 6 * unit, width * 0.3, 7 * unit);
			context.fillRect(x + width * 0.34, top - 30 * unit, 1.6 * unit, 30 * unit);
			break;
		default:
			context.fillRect(x + width * 0.56, top - 5 * unit, width * 0.24, 6 * unit);
	}
}

function triangle(context: SKRSContext2D, points: readonly [number, number, number, number, number, number]): void {
	context.beginPath();
	context.moveTo(points[0], points[1]);
	context.lineTo(points[2], points[3]);
	context.lineTo(points[4], points[5]);
	context.closePath();
	context.fill();
}
