import { type Canvas, createCanvas, ImageData, type SKRSContext2D } from "@napi-rs/canvas";
import { between } from "../../scene/random.ts";
import { type Box, cutTo, type Look, type LookOptions } from "./look.ts";

/** A page of slanted panels, each the picture (or the next one) nearer or farther, in flat colour, dots and ink. */
export const paintComic: Look = (context, options) => {
	const { width, height, unit } = options;
	context.fillStyle = "#f7f1e1";
	context.fillRect(0, 0, width, height);
	const gap = 13 * unit;
	const page = { x: gap * 1.6, y: gap * 1.6, width: width - gap * 3.2, height: height - gap * 3.2 };
	planPanels(page, options).forEach((corners, index) => {
		const picture = options.pictures[index % options.pictures.length] as LookOptions["pictures"][number];
		const box = boundsOf(corners);
		const closer = [1, 1.5, 1.18, 1.9][index % 4] as number;
		const cut = cutTo(picture, { width: box.width, height: box.height });
		const drawn = ink(enlarge(cut, closer), unit);
		context.save();
		trace(context, corners);
		context.clip();
		context.drawImage(drawn, box.x, box.y, box.width, box.height);
		paintDots(context, box, unit);
		context.restore();
		trace(context, corners);
		context.strokeStyle = "#120e1c";
		context.lineWidth = 5 * unit;
		context.lineJoin = "miter";
		context.stroke();
	});
};

type Corners = readonly (readonly [number, number])[];

/** Two rows (three on a tall page) of one or two panels, their gutters slanted. */
function planPanels(page: Box, { random, unit, width, height }: LookOptions): Corners[] {
	const gap = 13 * unit;
	const rows = height > width * 1.2 ? 3 : 2;
	const panels: Corners[] = [];
	let top = page.y;
	for (let row = 0; row < rows; row++) {
		const bottom = row === rows - 1 ? page.y + page.height : page.y + (page.height / rows) * (row + 1) - gap / 2;
		const right = page.x + page.width;
		const cut = page.x + page.width * (row % 2 === 0 ? between(random, 0.54, 0.64) : between(random, 0.36, 0.46));
		const slant = page.width * 0.035 * (row % 2 === 0 ? 1 : -1);
		const g = gap / 2;
		panels.push([
			[page.x, top],
			[cut + slant - g, top],
			[cut - slant - g, bottom],
			[page.x, bottom],
		]);
		panels.push([
			[cut + slant + g, top],
			[right, top],
			[right, bottom],
			[cut - slant + g, bottom],
		]);
		top = bottom + gap;
	}
	return panels;
}

function trace(context: SKRSContext2D, corners: Corners): void {
	context.beginPath();
	for (const [x, y] of corners) context.lineTo(x, y);
	context.closePath();
}

function boundsOf(corners: Corners): Box {
	const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
	const [x, y] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
	return { x, y, width: Math.ceil(Math.max(...xs)) - x, height: Math.ceil(Math.max(...ys)) - y };
}

function enlarge(canvas: Canvas, by: number): Canvas {
	if (by === 1) return canvas;
	const { width, height } = canvas;
	const larger = createCanvas(width, height);
	const context = larger.getContext("2d");
	context.imageSmoothingQuality = "high";
	context.drawImage(canvas, (width * (1 - by)) / 2, height * (1 - by) * 0.35, width * by, height * by);
	return larger;
}

/** Flat, loud colours with lines of ink where lightness jumps. */
function ink(canvas: Canvas, unit: number): Canvas {
	const { width, height } = canvas;
	const soft = createCanvas(width, height);
	const context = soft.getContext("2d");
	context.filter = `blur(${Math.max(0.6, 1.6 * unit)}px)`;
	context.drawImage(canvas, 0, 0);
	const { data } = context.getImageData(0, 0, width, height);
	const grey = new Float32Array(width * height);
	for (let index = 0; index < grey.length; index++)
		grey[index] =
			0.3 * (data[index * 4] as number) +
			0.59 * (data[index * 4 + 1] as number) +
			0.11 * (data[index * 4 + 2] as number);
	const flat = new ImageData(width, height);
	const reach = Math.max(1, Math.round(1.4 * unit));
	for (let index = 0; index < grey.length; index++) {
		const value = grey[index] as number;
		const across = (grey[index + reach] ?? value) - (grey[index - reach] ?? value);
		const down = (grey[index + reach * width] ?? value) - (grey[index - reach * width] ?? value);
		const line = Math.min(1, Math.max(0, (Math.hypot(across, down) - 34) / 26));
		const step = Math.round((value / 255) * 4.4) / 4.4;
		const tone = value < 1 ? 1 : (step * 255 * 0.72 + value * 0.28 + 12) / value;
		for (let part = 0; part < 3; part++) {
			const plain = (data[index * 4 + part] as number) * tone;
			const loud = value + (plain - value) * 1.5;
			flat.data[index * 4 + part] = loud * (1 - line) + [18, 14, 28][part]! * line;
		}
		flat.data[index * 4 + 3] = 255;
	}
	context.filter = "none";
	context.putImageData(flat, 0, 0);
	return soft;
}

/** A screen of dots that is denser below. */
function paintDots(context: SKRSContext2D, box: Box, unit: number): void {
	const pitch = 8 * unit;
	context.fillStyle = "rgba(18,10,40,0.2)";
	for (let row = 0; row * pitch * 0.5 < box.height; row++) {
		context.beginPath();
		for (let column = 0; column * pitch < box.width + pitch; column++) {
			const radius = pitch * 0.36 * Math.min(1, Math.max(0, (row * pitch * 0.5) / box.height - 0.3));
			if (radius < 0.3) continue;
			const x = box.x + column * pitch + (row % 2) * (pitch / 2);
			context.moveTo(x + radius, box.y + row * pitch * 0.5);
			context.arc(x, box.y + row * pitch * 0.5, radius, 0, 7);
		}
		context.fill();
	}
}
