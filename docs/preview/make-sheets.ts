import { writeFile } from "node:fs/promises";
import type { Canvas } from "@napi-rs/canvas";
import { createCanvas } from "@napi-rs/canvas";
import { plainOrder } from "../../src/engines/preview/render-order.ts";
import { createScenePainter } from "../../src/engines/preview/scene/create-scene-painter.ts";
import { readScene } from "../../src/engines/preview/scene/read-prompt.ts";

/*
 * Paints the contact sheets of this folder: six frames of each prompt, evenly through a film of five seconds.
 * Run it with `npx node docs/preview/make-sheets.ts`; the same sources give the same pictures.
 */

const sheets = [
	["city", "City sunset timelapse"],
	["sea", "A sailing boat on a calm sea at dawn"],
	["mountains", "Snow falling on mountains at night, aurora"],
	["forest", "Autumn forest, slow dolly forward, morning fog"],
	["desert", "Desert dunes under a blazing noon sun, hot air balloon"],
	["countryside", "Countryside in spring, windmill, drifting clouds"],
	["space", "Astronaut drifting in deep space near a ringed planet"],
	["room", "A cozy room with a fireplace on a rainy night"],
	["street", "Neon cyberpunk street in the rain"],
	["abstract", "Ink and jazz in seven colours"],
] as const;

const columns = 3;
const rows = 2;
const cell = { width: 426, height: 240 };
const gap = 4;
const byteLimit = 120_000;

for (const [name, prompt] of sheets) {
	await writeFile(new URL(`${name}.jpg`, import.meta.url), encode(paintSheet(prompt)));
}
await writeFile(new URL("README.md", import.meta.url), describe());

function paintSheet(prompt: string): Canvas {
	const order = plainOrder({ prompt, mark: true });
	const painter = createScenePainter(order, readScene(order));
	const frame = createCanvas(painter.width, painter.height);
	const sheet = createCanvas(columns * (cell.width + gap) - gap, rows * (cell.height + gap) - gap);
	const context = sheet.getContext("2d");
	context.fillStyle = "#101014";
	context.fillRect(0, 0, sheet.width, sheet.height);
	context.imageSmoothingQuality = "high";
	const count = columns * rows;
	for (let index = 0; index < count; index++) {
		painter.paint(frame.getContext("2d"), (index / (count - 1)) * (order.seconds - 1 / order.fps));
		const x = (index % columns) * (cell.width + gap);
		const y = Math.floor(index / columns) * (cell.height + gap);
		context.drawImage(frame, x, y, cell.width, cell.height);
	}
	return sheet;
}

/** The best JPEG that stays below the limit. */
function encode(sheet: Canvas): Buffer {
	for (let quality = 88; quality > 50; quality -= 4) {
		const bytes = sheet.toBuffer("image/jpeg", quality);
		if (bytes.length < byteLimit) return bytes;
	}
	throw new Error(`A sheet does not fit into ${byteLimit} bytes.`);
}

function describe(): string {
	const entries = sheets.map(([name, prompt]) => `### ${prompt}\n\n![Six frames of “${prompt}”](${name}.jpg)\n`);
	return `# What the preview engine paints

Six frames of each prompt, evenly through a film of five seconds, from upper left to lower right.
\`npx node docs/preview/make-sheets.ts\` paints these sheets and writes this page.

${entries.join("\n")}`;
}
