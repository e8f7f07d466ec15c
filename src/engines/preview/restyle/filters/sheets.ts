import type { SKRSContext2D } from "@napi-rs/canvas";
import { createPixels } from "../../scene/brushes/pixels.ts";
import { clamp, fractal2, noise2, ramp } from "../../scene/noise.ts";
import { createRandom } from "../../scene/random.ts";
import type { FilterRoom } from "../filter.ts";

// What lies over every frame of a style and never moves: paper, weave, wood, hair.

type PaintSheet = (context: SKRSContext2D, room: FilterRoom) => void;

/** Shades a sheet point by point, at half its size: textures need no more. */
function shade(context: SKRSContext2D, room: FilterRoom, tone: (x: number, y: number) => number): void {
	const { paintedWidth: width, paintedHeight: height } = room;
	const unit = Math.min(width, height) / 720;
	const step = Math.max(1, 1.5 * unit);
	const texture = createPixels(width / step, height / step, (x, y, write) => {
		const grey = 255 * clamp(tone((x * step) / unit, (y * step) / unit));
		write([grey, grey, grey], 255);
	});
	context.drawImage(texture, 0, 0, width, height);
}

/** Rough white paper. */
export const paper: PaintSheet = (context, room) =>
	shade(context, room, (x, y) => {
		const tooth = fractal2(x * 0.3, y * 0.3, { seed: room.seed, octaves: 2 });
		const blot = fractal2(x * 0.012, y * 0.012, { seed: room.seed + 3, octaves: 2 });
		return 0.8 + 0.26 * (tooth - 0.5) + 0.22 * blot;
	});

/** Handmade paper, and the grain of the block that was pressed upon it. */
export const woodblock: PaintSheet = (context, room) => {
	shade(context, room, (x, y) => {
		const bend = fractal2(x * 0.004, y * 0.004, { seed: room.seed, octaves: 2 }) * 90;
		const ring = 0.5 + 0.5 * Math.sin((y + bend) * 0.62 + 2 * noise2(x * 0.01, y * 0.2, room.seed + 1));
		const fibre = noise2(x * 0.5, y * 0.09, room.seed + 2);
		return 0.86 + 0.09 * ring + 0.1 * (fibre - 0.35);
	});
};

/** Canvas threads, and the fine cracks of old varnish. */
export const oldCanvas: PaintSheet = (context, room) =>
	shade(context, room, (x, y) => {
		const weave = 0.024 * (Math.sin(x * 1.9) + Math.sin(y * 1.9));
		const warp = 22 * fractal2(x * 0.02, y * 0.02, { seed: room.seed, octaves: 3 });
		const cell = noise2((x + warp) * 0.045, (y - warp) * 0.045, room.seed + 7);
		const crack = 1 - ramp(Math.abs(cell - 0.5), 0, 0.012);
		return 0.93 + weave - 0.34 * crack * ramp(noise2(x * 0.006, y * 0.006, room.seed + 9), 0.35, 0.7);
	});

/** The printer's dots, on a slanted screen. */
export const dots: PaintSheet = (context, room) =>
	shade(context, room, (x, y) => {
		const u = (x + y) * 0.52;
		const v = (x - y) * 0.52;
		return 0.62 + 0.75 * (0.5 + 0.5 * Math.sin(u) * Math.sin(v));
	});

/** Wool: thousands of short, curled hairs, light and dark, on transparent ground. */
export const wool: PaintSheet = (context, room) => {
	hairs(context, room, { count: 9000, length: 26, curl: 1.6, alpha: 0.3, width: 1.1 });
};

/** Warm light that falls in from the upper left. */
export const sunbeams: PaintSheet = (context, room) => {
	const { paintedWidth: width, paintedHeight: height } = room;
	const light = context.createRadialGradient(width * 0.12, -height * 0.1, 0, width * 0.12, -height * 0.1, width * 0.85);
	light.addColorStop(0, "rgba(255,236,176,0.5)");
	light.addColorStop(0.45, "rgba(255,220,160,0.14)");
	light.addColorStop(1, "rgba(255,220,160,0)");
	context.fillStyle = light;
	context.fillRect(0, 0, width, height);
};

export function hairs(
	context: SKRSContext2D,
	room: FilterRoom,
	options: { count: number; length: number; curl: number; alpha: number; width: number },
): void {
	const { paintedWidth: width, paintedHeight: height } = room;
	const unit = Math.min(width, height) / 720;
	const random = createRandom(room.seed);
	context.lineCap = "round";
	const count = Math.round(options.count * ((width * height) / (unit * unit * 1280 * 720)));
	for (let index = 0; index < count; index++) {
		const x = random() * width;
		const y = random() * height;
		const way = noise2(x * 0.006, y * 0.006, room.seed) * 12 + random() * 1.4;
		const length = options.length * unit * (0.4 + random());
		const bend = way + (random() - 0.5) * options.curl * 2;
		const tone = random() > 0.5 ? "255,250,242" : "22,16,24";
		context.strokeStyle = `rgba(${tone},${(options.alpha * (0.3 + 0.7 * random())).toFixed(3)})`;
		context.lineWidth = options.width * unit * (0.6 + 0.7 * random());
		context.beginPath();
		context.moveTo(x, y);
		context.quadraticCurveTo(
			x + Math.cos(way) * length * 0.5,
			y + Math.sin(way) * length * 0.5,
			x + Math.cos(way) * length * 0.5 + Math.cos(bend) * length * 0.5,
			y + Math.sin(way) * length * 0.5 + Math.sin(bend) * length * 0.5,
		);
		context.stroke();
	}
}
