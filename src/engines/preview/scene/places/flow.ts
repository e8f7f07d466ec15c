import type { SKRSContext2D } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import { createGlow } from "../brushes/glow.ts";
import type { Colour } from "../colour.ts";
import { css, hsl, mix } from "../colour.ts";
import { clamp, noise1, noise2, ramp } from "../noise.ts";
import { between, pick } from "../random.ts";
import type { Frame, Place, Stage } from "../stage.ts";

/** Coloured ink in slow water: a field of hues that folds into itself, ribbons of silk over it, and motes of light. */
export function createFlow(stage: Stage): Place {
	const colours = createColours(stage);
	const field = createField(stage, colours);
	const ribbons = createRibbons(stage, colours);
	const sheet = createCanvas(Math.ceil(stage.width / 2), Math.ceil(stage.height / 2));
	const inner = sheet.getContext("2d");
	inner.scale(sheet.width / stage.width, sheet.height / stage.height);
	const motes = createMotes(stage, colours);
	return {
		paint(context, frame) {
			field(inner, frame);
			ribbons(inner, frame);
			context.drawImage(sheet, 0, 0, stage.width, stage.height);
			motes(context, frame);
		},
	};
}

/** The prompt's own hues, or a chord of them that its text chose; from dark to light. */
function createColours(stage: Stage): readonly Colour[] {
	const random = stage.random("hues");
	const asked = stage.scene.hues;
	if (asked.length > 2) return asked.map((hue) => hsl(hue, 0.82, 0.56));
	const root = asked[0] ?? Math.floor(random() * 360);
	const turns =
		asked.length === 2
			? [0, (asked[1] as number) - root, 20, -20, 8]
			: pick(random, [
					[0, 34, 178, 205, 320],
					[0, 24, 52, 190, 340],
					[0, 120, 150, 265, 40],
					[0, -28, 30, 160, 200],
				] as const);
	return turns.map((turn, index) =>
		hsl(root + turn, between(random, 0.6, 0.88), [0.5, 0.62, 0.44, 0.7, 0.56][index] as number),
	);
}

/** The field is thought out on a coarse grid and drawn smoothly enlarged. */
function createField(stage: Stage, colours: readonly Colour[]): (context: SKRSContext2D, frame: Frame) => void {
	const wide = Math.round((80 * stage.width) / Math.max(stage.width, stage.height));
	const high = Math.round((80 * stage.height) / Math.max(stage.width, stage.height));
	const sheet = createCanvas(wide, high);
	const inner = sheet.getContext("2d");
	const image = inner.createImageData(wide, high);
	const seed = stage.seedOf("field");
	const table = createTable(colours);
	const angle = stage.random("angle")() * 6.28;
	const step = 3.1 / Math.max(wide, high);
	return (context, frame) => {
		const time = frame.time * 0.16;
		const { data } = image;
		let index = 0;
		for (let py = 0; py < high; py++) {
			for (let px = 0; px < wide; px++) {
				const x = px * step;
				const y = py * step;
				const a = noise2(x * 1.1 + time, y * 1.1 - time * 0.6, seed);
				const b = noise2(x * 1.2 - time * 0.7 + 9, y * 1.2 + time * 0.8, seed + 1);
				const c = noise2(x * 1.7 + a * 2.6, y * 1.7 + b * 2.6 + time * 0.5, seed + 2);
				const d = noise2(x * 4.1 + b * 4 + c * 2, y * 4.1 - a * 4 + time, seed + 3);
				const along = (x * Math.cos(angle) + y * Math.sin(angle)) * 0.16 + c * 0.85 + a * 0.35 + time * 0.12;
				const shade = 0.1 + 0.46 * c + (d - 0.5) * 0.36 - 0.3 * Math.abs(b - 0.5);
				const at = (Math.floor((along - Math.floor(along)) * 512) & 511) * 3;
				const light = clamp(shade, 0.08, 0.62);
				data[index] = (table[at] as number) * light;
				data[index + 1] = (table[at + 1] as number) * light;
				data[index + 2] = (table[at + 2] as number) * light;
				data[index + 3] = 255;
				index += 4;
			}
		}
		inner.putImageData(image, 0, 0);
		context.drawImage(sheet, 0, 0, stage.width, stage.height);
	};
}

/** The colours as a closed circle of 512 smooth steps. */
function createTable(colours: readonly Colour[]): Float32Array {
	const table = new Float32Array(512 * 3);
	for (let step = 0; step < 512; step++) {
		const position = (step / 512) * colours.length;
		const from = colours[Math.floor(position) % colours.length] as Colour;
		const to = colours[(Math.floor(position) + 1) % colours.length] as Colour;
		table.set(mix(from, to, ramp(position % 1, 0, 1)), step * 3);
	}
	return table;
}

/** Ribbons of silk: each is cut lengthwise, and every strip is as bright as it is turned to the light. */
function createRibbons(stage: Stage, colours: readonly Colour[]): (context: SKRSContext2D, frame: Frame) => void {
	const { width, height, unit } = stage;
	const random = stage.random("ribbons");
	const seed = stage.seedOf("ribbons");
	const strips = colours.length > 5 ? 5 : 7;
	const count = Math.max(4, Math.min(7, colours.length));
	const ribbons = Array.from({ length: count }, (_, index) => ({
		row: (index + 0.5 + between(random, -0.3, 0.3)) / count,
		colour: colours[index % colours.length] as Colour,
		reach: between(random, 0.2, 0.36),
		speed: between(random, 0.1, 0.2),
		wide: between(random, 0.16, 0.3),
	}));
	const steps = 22;
	return (context, frame) => {
		context.save();
		ribbons.forEach((ribbon, which) => {
			const time = frame.time * ribbon.speed;
			const edge = (strip: number, step: number): number => {
				const along = (step / steps) * 2.3;
				const fold = noise1(along + time + which * 9, seed + which) - 0.5;
				const twist = (noise1(along * 0.9 - time * 1.2 + which * 5, seed + 20 + which) - 0.5) * 2.6;
				const across = strip / strips - 0.5;
				const curl = Math.sin(across * 2.6 + along * 2.4 + time * 5) * 0.035;
				return (ribbon.row + fold * ribbon.reach * 2 + across * twist * ribbon.wide + curl) * height;
			};
			for (let strip = 0; strip < strips; strip++) {
				context.beginPath();
				for (let step = 0; step <= steps; step++) context.lineTo((step / steps) * width, edge(strip, step));
				for (let step = steps; step >= 0; step--) context.lineTo((step / steps) * width, edge(strip + 1, step));
				const sheen = 0.5 + 0.5 * Math.sin(strip * 0.95 + which * 2 + frame.time * 0.5);
				context.fillStyle = css(mix(ribbon.colour, [255, 255, 255], sheen * 0.38), 0.2 + 0.34 * sheen);
				context.fill();
			}
			for (const strip of [0, strips]) {
				context.beginPath();
				for (let step = 0; step <= steps; step++) context.lineTo((step / steps) * width, edge(strip, step));
				context.strokeStyle = css(mix(ribbon.colour, [255, 255, 255], 0.65), 0.5);
				context.lineWidth = 1.4 * unit;
				context.stroke();
			}
		});
		context.restore();
	};
}

function createMotes(stage: Stage, colours: readonly Colour[]): (context: SKRSContext2D, frame: Frame) => void {
	const { width, height, unit } = stage;
	const random = stage.random("motes");
	const glows = colours
		.slice(0, 3)
		.map((colour) => createGlow(mix(colour, [255, 255, 255], 0.6), { size: 32, core: 0.1 }));
	const motes = Array.from({ length: 46 }, () => ({
		x: random(),
		y: random(),
		size: between(random, 3, 15) * unit,
		phase: random() * 6.28,
		beat: between(random, 0.4, 1.3),
		kind: Math.floor(random() * glows.length),
	}));
	return (context, frame) => {
		context.save();
		context.globalCompositeOperation = "screen";
		for (const mote of motes) {
			const x = (mote.x + 0.03 * Math.sin(frame.time * mote.beat * 0.6 + mote.phase)) * width;
			const y = ((((mote.y - frame.time * 0.012 * mote.beat) % 1) + 1) % 1) * height;
			context.globalAlpha = 0.25 + 0.55 * (0.5 + 0.5 * Math.sin(frame.time * mote.beat * 2 + mote.phase));
			context.drawImage(
				glows[mote.kind] as (typeof glows)[number],
				x - mote.size,
				y - mote.size,
				mote.size * 2,
				mote.size * 2,
			);
		}
		context.restore();
	};
}
