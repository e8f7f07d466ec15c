import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { plainOrder } from "../../src/engines/preview/render-order.ts";
import { createScenePainter } from "../../src/engines/preview/scene/create-scene-painter.ts";
import { fractal2 } from "../../src/engines/preview/scene/noise.ts";
import { readScene } from "../../src/engines/preview/scene/read-prompt.ts";

const folder = mkdtempSync(join(tmpdir(), "filmgate-sheets-"));
process.on("exit", () => rmSync(folder, { recursive: true }));

function save(name: string, canvas: Canvas): string {
	const path = join(folder, `${name}.png`);
	writeFileSync(path, canvas.toBuffer("image/png"));
	return path;
}

/** One frame of a prompt's scene as a picture's file; scenes of one `seed` stand in the same place. */
export function scenePicture(prompt: string, { at, seed }: { at: number; seed?: number }): string {
	const order = plainOrder({ prompt });
	const scene = readScene(order);
	const painter = createScenePainter(order, {
		...scene,
		seed: seed ?? scene.seed,
		camera: { move: "still", reach: 1 },
	});
	const canvas = createCanvas(painter.width, painter.height);
	painter.paint(canvas.getContext("2d", { alpha: false }), at);
	return save(prompt.replaceAll(/\W+/gu, "-"), canvas);
}

/** A fox on grass. */
export function foxPicture(): string {
	const canvas = ground(900, 700, (_, y, rough) =>
		y < 0.45 ? [150 + 40 * rough, 190 + 20 * rough, 225] : [70 + 70 * rough, 110 + 70 * rough, 50 + 30 * rough],
	);
	const context = canvas.getContext("2d");
	blob(context, "#e27a2a", [215, 375, 125, 44, -0.5]);
	blob(context, "#fff6ea", [130, 425, 44, 24, -0.5]);
	for (const left of [320, 385, 530, 595]) {
		context.fillStyle = "#b8541a";
		context.beginPath();
		context.roundRect(left, 460, 38, 172, 12);
		context.fill();
		context.fillStyle = "#2b1a14";
		context.beginPath();
		context.roundRect(left - 2, 590, 44, 44, 14);
		context.fill();
	}
	blob(context, "#d2691e", [450, 430, 190, 92, 0]);
	blob(context, "#e07c2e", [440, 402, 150, 50, 0]);
	ear(context, [592, 290, 596, 178, 656, 258]);
	ear(context, [652, 268, 700, 178, 706, 292]);
	blob(context, "#d9731f", [640, 320, 82, 72, 0]);
	blob(context, "#fff6ea", [682, 348, 52, 28, 0.25]);
	blob(context, "#191210", [730, 340, 13, 11, 0]);
	blob(context, "#191210", [652, 306, 10, 12, 0]);
	blob(context, "#ffffff", [655, 302, 3.5, 3.5, 0]);
	return save("fox", canvas);
}

/** A robot before a white wall. */
export function robotPicture(): string {
	const canvas = ground(600, 900, () => [244, 244, 246]);
	const context = canvas.getContext("2d");
	const metal = (left: number, top: number, size: readonly [number, number, number]): void => {
		const shine = context.createLinearGradient(left, 0, left + size[0], 0);
		shine.addColorStop(0, "#6d7c8c");
		shine.addColorStop(0.35, "#b9c6d3");
		shine.addColorStop(1, "#5b6876");
		context.fillStyle = shine;
		context.beginPath();
		context.roundRect(left, top, size[0], size[1], size[2]);
		context.fill();
	};
	metal(292, 70, [16, 60, 6]);
	metal(200, 610, [76, 200, 20]);
	metal(324, 610, [76, 200, 20]);
	metal(98, 345, [66, 226, 28]);
	metal(436, 345, [66, 226, 28]);
	metal(270, 280, [60, 60, 6]);
	metal(190, 120, [220, 180, 48]);
	metal(158, 320, [284, 300, 56]);
	blob(context, "#e5484d", [300, 66, 20, 20, 0]);
	for (const x of [252, 348]) {
		blob(context, "#103840", [x, 205, 38, 38, 0]);
		blob(context, "#2ff0de", [x, 205, 26, 26, 0]);
		blob(context, "#eafffd", [x - 8, 197, 8, 8, 0]);
	}
	blob(context, "#7c1f26", [300, 440, 48, 48, 0]);
	blob(context, "#ff5a5f", [300, 440, 36, 36, 0]);
	return save("robot", canvas);
}

function ground(width: number, height: number, colour: (x: number, y: number, rough: number) => readonly number[]) {
	const canvas = createCanvas(width, height);
	const context = canvas.getContext("2d");
	const image = context.createImageData(width, height);
	for (let index = 0; index < width * height; index++) {
		const [x, y] = [(index % width) / width, Math.floor(index / width) / height];
		const rough = fractal2(x * 40, y * 40, { seed: 3, octaves: 4 });
		image.data.set([...colour(x, y, rough), 255], index * 4);
	}
	context.putImageData(image, 0, 0);
	return canvas;
}

function blob(
	context: SKRSContext2D,
	colour: string,
	[x, y, across, down, turn]: readonly [number, number, number, number, number],
): void {
	context.fillStyle = colour;
	context.beginPath();
	context.ellipse(x, y, across, down, turn, 0, 7);
	context.fill();
}

function ear(context: SKRSContext2D, points: readonly number[]): void {
	context.fillStyle = "#b8541a";
	context.beginPath();
	for (let index = 0; index < points.length; index += 2)
		context.lineTo(points[index] as number, points[index + 1] as number);
	context.fill();
}
