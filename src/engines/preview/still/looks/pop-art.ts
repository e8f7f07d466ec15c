import { type Canvas, createCanvas, type Image, ImageData } from "@napi-rs/canvas";
import { type Colour, hsl } from "../../scene/colour.ts";
import { cutTo, type Look, repeated } from "./look.ts";

/** The picture four times (six on a wide sheet) as a screen print, each pull in inks of its own. */
export const paintPopArt: Look = (context, { pictures, width, height, unit, random }) => {
	const columns = width > height * 1.3 ? 3 : 2;
	const rows = height > width * 1.3 ? 3 : 2;
	const gap = Math.round(10 * unit);
	context.fillStyle = "#f5f1e8";
	context.fillRect(0, 0, width, height);
	const tile = { width: Math.floor((width - gap) / columns) - gap, height: Math.floor((height - gap) / rows) - gap };
	const first = random() * 360;
	repeated(pictures, columns * rows).forEach((picture, index) => {
		const hue = first + index * 137.5;
		const inks = [
			hsl(hue + 210, 0.65, 0.16),
			hsl(hue + 165, 0.8, 0.42),
			hsl(hue + 20, 0.92, 0.58),
			hsl(hue, 0.9, 0.8),
		] as const;
		const x = gap + (index % columns) * (tile.width + gap);
		const y = gap + Math.floor(index / columns) * (tile.height + gap);
		context.drawImage(pull(picture, { ...tile, inks, unit }), x, y);
	});
};

interface Pull {
	readonly width: number;
	readonly height: number;
	/** From dark to light. */
	readonly inks: readonly [Colour, Colour, Colour, Colour];
	readonly unit: number;
}

/** Four inks by lightness, split where each covers as much; the borders between them are a screen of dots. */
function pull(picture: Image, { width, height, inks, unit }: Pull): Canvas {
	const soft = createCanvas(width, height);
	const context = soft.getContext("2d");
	context.filter = `blur(${Math.max(0.5, 1.5 * unit)}px)`;
	context.drawImage(cutTo(picture, { width, height }), 0, 0);
	context.filter = "none";
	const { data } = context.getImageData(0, 0, width, height);
	const grey = Uint8Array.from({ length: width * height }, (_, index) => {
		const at = index * 4;
		return 0.3 * (data[at] as number) + 0.59 * (data[at + 1] as number) + 0.11 * (data[at + 2] as number);
	});
	const levels = splits(grey, [0.26, 0.55, 0.8]);
	const print = new ImageData(width, height);
	const pitch = Math.max(3, 6 * unit);
	for (let index = 0; index < grey.length; index++) {
		const [x, y] = [index % width, Math.floor(index / width)];
		const dots = Math.sin(((x + y) / pitch) * Math.PI) * Math.sin(((x - y) / pitch) * Math.PI) * 13;
		const value = (grey[index] as number) + dots;
		const ink = inks[levels.filter((level) => value > level).length] as Colour;
		print.data.set([ink[0], ink[1], ink[2], 255], index * 4);
	}
	context.putImageData(print, 0, 0);
	return soft;
}

/** The values below which these shares of the picture lie. */
function splits(grey: Uint8Array, shares: readonly number[]): number[] {
	const counts = new Uint32Array(256);
	for (const value of grey) counts[value] = (counts[value] as number) + 1;
	return shares.map((share) => {
		let below = 0;
		let level = 0;
		while (level < 255 && below + (counts[level] as number) <= share * grey.length) below += counts[level++] as number;
		return level;
	});
}
