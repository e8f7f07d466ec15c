import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, expect, test } from "vitest";
import { pictureInput, type RenderOrder } from "../render-order.ts";
import { renderMovingDisc, sourceInput } from "../source/testing.ts";
import { createRenderProcess } from "./render-process.ts";
import { digestOf, emptyFolder, jobOf, smallOrder } from "./testing/render-fixture.ts";

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

test("what threads have prepared for each other gives the film that one thread would have drawn", async () => {
	const disc = await renderMovingDisc();
	const [thing, mask] = [drawThing("rgb(220, 60, 40)"), drawThing("white")];
	const orders: Partial<RenderOrder>[] = [
		{ operation: "reference-to-video", inputs: [pictureInput(thing, "reference"), pictureInput(mask, "reference")] },
		{
			operation: "swap",
			inputs: [sourceInput(disc.path), pictureInput(thing, "reference"), pictureInput(mask, "mask")],
		},
		{ operation: "motion-control", inputs: [pictureInput(thing), sourceInput(disc.path, "motion")] },
	];
	const single = createRenderProcess({ niceness: 0, threads: 1 });
	try {
		for (const order of orders) {
			const jobs = [renderer, single].map((process) => process.render(jobOf(smallOrder({ ...order, fps: 12 }))));
			const [two, one] = (await Promise.all(jobs)).map(({ filmPath }) => digestOf(filmPath));
			expect([order.operation, two]).toEqual([order.operation, one]);
		}
	} finally {
		await Promise.all([single.close(), disc.remove()]);
	}
});

test("a preparation that one thread cannot do fails the film with its reason, and the next one is drawn", async () => {
	const folder = emptyFolder();
	const broken = join(folder, "broken.png");
	writeFileSync(broken, "no picture");
	const inputs = [pictureInput(drawThing("white"), "reference"), pictureInput(broken, "reference")];
	const order = smallOrder({ operation: "reference-to-video", inputs });
	await expect(renderer.render(jobOf(order))).rejects.toThrow(/picture|decode/i);
	expect(await renderer.render(jobOf(smallOrder()))).toMatchObject({ kind: "video" });
});

/** A disc of a colour before a dark ground, as a file. */
function drawThing(colour: string): string {
	const canvas = createCanvas(192, 108);
	const context = canvas.getContext("2d");
	context.fillStyle = "black";
	context.fillRect(0, 0, 192, 108);
	context.fillStyle = colour;
	context.arc(50, 54, 22, 0, 2 * Math.PI);
	context.fill();
	const path = join(emptyFolder(), "thing.png");
	writeFileSync(path, canvas.toBuffer("image/png"));
	return path;
}
