import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { cutTo, type Look, type LookOptions } from "./look.ts";

/** The picture painted anew, stroke by stroke along its forms: broad ones first, fine ones where there is detail. */
export const paintOil: Look = (context, options) => {
	const { width, height, unit, pictures } = options;
	const source = cutTo(pictures[0] as (typeof pictures)[number], { width, height });
	context.drawImage(source, 0, 0);
	context.fillStyle = "rgba(70,48,30,0.35)";
	context.fillRect(0, 0, width, height);
	const view = lookAt(source);
	for (const radius of [15, 8, 4, 2.2]) paintLayer(context, { ...options, view, radius: radius * unit });
	paintWeave(context, unit);
};

/** A view at which strokes are planned: its colours, and how lightness changes across and down. */
interface View {
	readonly columns: number;
	readonly rows: number;
	readonly data: Uint8ClampedArray;
	readonly across: Float32Array;
	readonly down: Float32Array;
}

const viewSide = 720;

function lookAt(source: Canvas): View {
	const scale = Math.min(1, viewSide / Math.max(source.width, source.height));
	const columns = Math.max(3, Math.round(source.width * scale));
	const rows = Math.max(3, Math.round(source.height * scale));
	const context = createSmall(source, { columns, rows });
	const { data } = context.getImageData(0, 0, columns, rows);
	const grey = Float32Array.from({ length: columns * rows }, (_, index) => {
		const at = index * 4;
		return 0.3 * (data[at] as number) + 0.59 * (data[at + 1] as number) + 0.11 * (data[at + 2] as number);
	});
	const at = (x: number, y: number): number =>
		grey[Math.min(rows - 1, Math.max(0, y)) * columns + Math.min(columns - 1, Math.max(0, x))] as number;
	const across = grey.map((_, index) => {
		const [x, y] = [index % columns, Math.floor(index / columns)];
		return (
			at(x + 2, y) - at(x - 2, y) + 0.5 * (at(x + 2, y + 2) - at(x - 2, y + 2) + at(x + 2, y - 2) - at(x - 2, y - 2))
		);
	});
	const down = grey.map((_, index) => {
		const [x, y] = [index % columns, Math.floor(index / columns)];
		return (
			at(x, y + 2) - at(x, y - 2) + 0.5 * (at(x + 2, y + 2) - at(x + 2, y - 2) + at(x - 2, y + 2) - at(x - 2, y - 2))
		);
	});
	return { columns, rows, data, across, down };
}

function createSmall(source: Canvas, size: { columns: number; rows: number }): SKRSContext2D {
	const context = createCanvas(size.columns, size.rows).getContext("2d");
	context.imageSmoothingQuality = "medium";
	context.drawImage(source, 0, 0, size.columns, size.rows);
	return context;
}

/** Fine strokes are laid only where the picture has something to say. */
function paintLayer(context: SKRSContext2D, options: LookOptions & { view: View; radius: number }): void {
	const { width, height, view, radius, random, unit } = options;
	const step = radius * 1.15;
	const places: [number, number][] = [];
	for (let y = -step; y < height + step; y += step)
		for (let x = -step; x < width + step; x += step)
			places.push([x + (random() - 0.5) * step * 1.4, y + (random() - 0.5) * step * 1.4]);
	for (let index = places.length - 1; index > 0; index--) {
		const other = Math.floor(random() * (index + 1));
		[places[index], places[other]] = [places[other] as [number, number], places[index] as [number, number]];
	}
	const least = radius > 12 * unit ? 0 : radius > 6 * unit ? 6 : radius > 3 * unit ? 18 : 42;
	context.lineCap = "round";
	for (const [x, y] of places) paintStroke(context, { x, y, view, radius, least, wobble: random(), width, height });
}

interface StrokeOptions {
	readonly x: number;
	readonly y: number;
	readonly view: View;
	readonly radius: number;
	/** The least change of lightness that is worth a stroke. */
	readonly least: number;
	readonly wobble: number;
	readonly width: number;
	readonly height: number;
}

function paintStroke(context: SKRSContext2D, options: StrokeOptions): void {
	const { view, radius, wobble } = options;
	const indexAt = (x: number, y: number): number => {
		const column = Math.min(view.columns - 1, Math.max(0, Math.floor((x / options.width) * view.columns)));
		return Math.min(view.rows - 1, Math.max(0, Math.floor((y / options.height) * view.rows))) * view.columns + column;
	};
	let { x, y } = options;
	const start = indexAt(x, y);
	if (Math.hypot(view.across[start] as number, view.down[start] as number) < options.least) return;
	const tone = 0.9 + 0.2 * wobble;
	const [red, green, blue] = [0, 1, 2].map((part) => Math.min(255, (view.data[start * 4 + part] as number) * tone));
	const points: [number, number][] = [[x, y]];
	let heading = wobble * 0.9 - 0.3;
	for (let step = 0; step < 5; step++) {
		const index = indexAt(x, y);
		if (apart(view.data, start, index) > 60) break;
		const [gx, gy] = [view.across[index] as number, view.down[index] as number];
		if (Math.hypot(gx, gy) > 8) {
			const along = Math.atan2(gx, -gy);
			heading = Math.cos(along - heading) < 0 ? along + Math.PI : along;
		}
		x += Math.cos(heading) * radius;
		y += Math.sin(heading) * radius;
		points.push([x, y]);
	}
	const line = (shift: number, width: number, colour: string): void => {
		context.strokeStyle = colour;
		context.lineWidth = width;
		context.beginPath();
		for (const [px, py] of points) context.lineTo(px, py + shift);
		context.stroke();
	};
	line(radius * 0.28, radius * 1.5, "rgba(20,10,4,0.1)");
	line(0, radius * 1.7, `rgba(${red! | 0},${green! | 0},${blue! | 0},0.86)`);
	line(-radius * 0.3, radius * 0.3, "rgba(255,250,235,0.1)");
}

/** How unlike two points of the view are; a stroke does not run from one thing into the next. */
function apart(data: Uint8ClampedArray, one: number, other: number): number {
	let sum = 0;
	for (let part = 0; part < 3; part++)
		sum += Math.abs((data[one * 4 + part] as number) - (data[other * 4 + part] as number));
	return sum;
}

/** The threads of the canvas, and a varnish that is darker towards the corners. */
function paintWeave(context: SKRSContext2D, unit: number): void {
	const { width, height } = context.canvas;
	const step = Math.max(3, 3 * unit);
	context.fillStyle = "rgba(255,250,230,0.05)";
	for (let x = 0; x < width; x += step) context.fillRect(x, 0, step / 3, height);
	context.fillStyle = "rgba(20,10,0,0.07)";
	for (let y = 0; y < height; y += step) context.fillRect(0, y, width, step / 3);
	const varnish = context.createRadialGradient(
		width / 2,
		height / 2,
		0,
		width / 2,
		height / 2,
		Math.hypot(width, height) / 2,
	);
	varnish.addColorStop(0.5, "rgba(40,20,0,0)");
	varnish.addColorStop(1, "rgba(40,20,0,0.35)");
	context.fillStyle = varnish;
	context.fillRect(0, 0, width, height);
}
