import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, expect, test } from "vitest";
import { pictureInput } from "../render-order.ts";
import { createRenderProcess } from "./render-process.ts";
import { emptyFolder, jobOf, smallOrder } from "./testing/render-fixture.ts";

const renderer = createRenderProcess({ niceness: 0 });
afterAll(() => renderer.close());

/** How many colours a picture has, on a coarse scale. */
async function coloursOf(path: string): Promise<number> {
	const canvas = createCanvas(64, 36);
	const context = canvas.getContext("2d");
	context.drawImage(await loadImage(path), 0, 0, 64, 36);
	const pixels = new Uint32Array(context.getImageData(0, 0, 64, 36).data.buffer);
	return new Set(pixels.map((it) => it & 0xf0f0f0)).size;
}

test("words become a scene with sound", async () => {
	const film = await renderer.render(jobOf(smallOrder({ prompt: "a forest in the rain at dusk", sound: true })));
	expect(film.hasSound).toBe(true);
	expect(await coloursOf(film.coverPath)).toBeGreaterThan(8);
});

test("a picture comes alive with sound", async () => {
	const canvas = createCanvas(300, 200);
	const context = canvas.getContext("2d");
	for (let index = 0; index < 24; index++) {
		context.fillStyle = `hsl(${index * 15}, 70%, 50%)`;
		context.fillRect((index % 6) * 50, Math.floor(index / 6) * 50, 50, 50);
	}
	const picturePath = join(emptyFolder(), "picture.png");
	writeFileSync(picturePath, canvas.toBuffer("image/png"));
	const order = smallOrder({
		operation: "image-to-video",
		prompt: "zoom in",
		inputs: [pictureInput(picturePath)],
		sound: true,
	});
	const film = await renderer.render(jobOf(order));
	expect(film.hasSound).toBe(true);
	expect(await coloursOf(film.coverPath)).toBeGreaterThan(8);
});
