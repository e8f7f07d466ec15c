import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Canvas, createCanvas } from "@napi-rs/canvas";
import { onTestFinished } from "vitest";
import { noise2 } from "../../scene/noise.ts";

/** A red disc with a face before a textured green ground. */
export function redDisc(): Canvas {
	const canvas = createCanvas(200, 160);
	const context = canvas.getContext("2d");
	const image = context.createImageData(200, 160);
	for (let index = 0; index < 200 * 160; index++) {
		const tone = 60 * noise2((index % 200) / 6, Math.floor(index / 200) / 6, 5);
		image.data.set([60 + tone, 130 + tone, 60 + tone, 255], index * 4);
	}
	context.putImageData(image, 0, 0);
	context.fillStyle = "rgb(210,40,40)";
	context.beginPath();
	context.arc(100, 84, 45, 0, 7);
	context.fill();
	context.fillStyle = "rgb(250,240,230)";
	for (const x of [85, 115]) context.fillRect(x - 5, 68, 10, 10);
	return canvas;
}

/** A file with a picture, gone when the test ends. */
export function savePicture(canvas: Canvas): string {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-fusion-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	writeFileSync(join(folder, "picture.png"), canvas.toBuffer("image/png"));
	return join(folder, "picture.png");
}
