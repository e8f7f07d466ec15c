import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { type Colour, luminance, mix } from "../scene/colour.ts";
import { clamp } from "../scene/noise.ts";
import type { Standing } from "./arrange.ts";
import type { CutOut } from "./cut-out.ts";
import type { Stance } from "./movement.ts";

/** The light in which a figure is to stand. */
export interface Surroundings {
	/** What is about it, and what is above. */
	readonly around: Colour;
	readonly above: Colour;
	/** 0 to 1: how dark its shadow is; 0 where nothing can bear one. */
	readonly shade: number;
}

/** A figure in the light of its place, with the shadow that it throws. */
export interface Actor {
	paint(context: SKRSContext2D, stance: Stance): void;
}

export function createActor(cut: CutOut, place: Standing, light: Surroundings): Actor {
	const { width, height } = place;
	const figure = relight(sized(cut.canvas, place), light);
	const shadow = cut.cropped || light.shade === 0 ? null : castShadow(figure, place);
	return {
		paint(context, { x, lift, turn, stretch }) {
			context.save();
			context.translate(place.x + x * height, place.foot);
			if (shadow !== null) paintShadow(context, shadow, { lift, alpha: light.shade });
			context.translate(0, -lift * height);
			context.rotate(turn);
			context.scale(1 - stretch, 1 + stretch);
			context.imageSmoothingQuality = "low";
			context.drawImage(figure, -width / 2, -height, width, height);
			context.restore();
		},
	};
}

/** With a few more pixels than it is drawn with, so that a camera may come nearer. */
function sized(canvas: Canvas, { width, height }: Standing): Canvas {
	const scale = Math.min(1, (1.2 * width) / canvas.width, (1.2 * height) / canvas.height);
	const copy = createCanvas(
		Math.max(2, Math.round(canvas.width * scale)),
		Math.max(2, Math.round(canvas.height * scale)),
	);
	const context = copy.getContext("2d");
	context.imageSmoothingQuality = "high";
	context.drawImage(canvas, 0, 0, copy.width, copy.height);
	return copy;
}

/** Bends a figure's own light towards that of its place: brightness and tint, and light that falls from above. */
function relight(figure: Canvas, { around, above }: Surroundings): Canvas {
	const { width, height } = figure;
	const context = figure.getContext("2d");
	const bright = clamp(((luminance(around) + 18) / (luminance(meanOf(figure)) + 18)) ** 0.4, 0.5, 1.2);
	const tint = mix([255, 255, 255], pure(around), 0.4);
	const top = mix([255, 255, 255], pure(above), 0.5);
	const image = context.getImageData(0, 0, width, height);
	const { data } = image;
	for (let row = 0; row < height; row++) {
		const fall = 1.14 - 0.36 * (row / height);
		const [red, green, blue] = mix(tint, top, 0.5 * (1 - row / height)).map((part) => (part / 255) * bright * fall) as [
			number,
			number,
			number,
		];
		for (let index = row * width * 4; index < (row + 1) * width * 4; index += 4) {
			data[index] = (data[index] as number) * red;
			data[index + 1] = (data[index + 1] as number) * green;
			data[index + 2] = (data[index + 2] as number) * blue;
		}
	}
	context.putImageData(image, 0, 0);
	return figure;
}

/** A colour at its brightest. */
function pure(colour: Colour): Colour {
	const most = Math.max(40, ...colour);
	return [(colour[0] / most) * 255, (colour[1] / most) * 255, (colour[2] / most) * 255];
}

function meanOf(figure: Canvas): Colour {
	const small = createCanvas(24, 24);
	const context = small.getContext("2d");
	context.drawImage(figure, 0, 0, 24, 24);
	const { data } = context.getImageData(0, 0, 24, 24);
	let [red, green, blue, weight] = [0, 0, 0, 1];
	for (let index = 0; index < data.length; index += 4) {
		const alpha = (data[index + 3] as number) / 255;
		red += alpha * (data[index] as number);
		green += alpha * (data[index + 1] as number);
		blue += alpha * (data[index + 2] as number);
		weight += alpha;
	}
	return [red / weight, green / weight, blue / weight];
}

/** A figure's outline, small and soft, in black. */
function silhouette(figure: Canvas): Canvas {
	const long = 200;
	const scale = long / Math.max(figure.width, figure.height);
	const pad = 16;
	const width = Math.round(figure.width * scale);
	const height = Math.round(figure.height * scale);
	const canvas = createCanvas(width + 2 * pad, height + 2 * pad);
	const context = canvas.getContext("2d");
	context.filter = "blur(5px)";
	context.drawImage(figure, pad, pad, width, height);
	context.filter = "none";
	context.globalCompositeOperation = "source-in";
	context.fillStyle = "rgb(12,10,26)";
	context.fillRect(0, 0, canvas.width, canvas.height);
	return canvas;
}

/** A figure's shadow as it lies on the ground, its foot at a place of the sheet; drawn at half its size. */
interface Shadow {
	readonly sheet: Canvas;
	readonly foot: { readonly x: number; readonly y: number };
}

function castShadow(figure: Canvas, { width, height }: Standing): Shadow {
	const half = { width: width / 2, height: height / 2 };
	const foot = { x: half.width * 0.8, y: half.height * 0.3 };
	const sheet = createCanvas(Math.ceil(half.width * 1.6 + half.height * 0.6), Math.ceil(half.height * 0.42));
	const context = sheet.getContext("2d");
	context.translate(foot.x, foot.y);
	context.save();
	context.globalAlpha = 0.62;
	const dark = context.createRadialGradient(0, 0, 0, 0, 0, half.width * 0.58);
	dark.addColorStop(0, "rgba(10,8,22,1)");
	dark.addColorStop(0.55, "rgba(10,8,22,0.55)");
	dark.addColorStop(1, "rgba(10,8,22,0)");
	context.scale(1, 0.11);
	context.fillStyle = dark;
	context.fillRect(-half.width, -half.width, width, width);
	context.restore();
	context.globalAlpha = 0.36;
	context.transform(1, 0, -0.55, 0.2, 0, 0);
	const dim = silhouette(figure);
	const [padX, padY] = [(16 / (dim.width - 32)) * half.width, (16 / (dim.height - 32)) * half.height];
	const { width: across, height: down } = half;
	context.drawImage(dim, -across / 2 - padX, -down - padY, across + 2 * padX, down + 2 * padY);
	return { sheet, foot };
}

/** It fades and shrinks as its figure leaves the ground. */
function paintShadow(context: SKRSContext2D, { sheet, foot }: Shadow, at: { lift: number; alpha: number }): void {
	const near = 1 / (1 + 6 * Math.max(0, at.lift));
	const scale = 2 * near ** 0.5;
	context.globalAlpha = at.alpha * near;
	context.drawImage(sheet, -foot.x * scale, -foot.y * scale, sheet.width * scale, sheet.height * scale);
	context.globalAlpha = 1;
}
