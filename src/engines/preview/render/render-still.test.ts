import { existsSync, readdirSync, readFileSync } from "node:fs";
import { loadImage } from "@napi-rs/canvas";
import { afterAll, expect, test } from "vitest";
import { readFinishedRender } from "./finished-render.ts";
import { createRenderProcess } from "./render-process.ts";
import { digestOf, jobOf, smallOrder, testOptions } from "./testing/render-fixture.ts";

const renderer = createRenderProcess(testOptions);
afterAll(() => renderer.close());

const still = { operation: "text-to-image", seconds: 0, fps: 0 } as const;

test("a still is a PNG of the ordered size, odd or not, with a JPEG cover", async () => {
	const job = jobOf(smallOrder({ ...still, width: 1501, height: 77 }));
	const render = await renderer.render(job);
	expect(render).toMatchObject({ kind: "image", width: 1501, height: 77, seconds: 0, fps: 0, hasSound: false });
	const bytes = readFileSync(render.filmPath);
	expect(bytes.subarray(1, 4).toString()).toBe("PNG");
	expect(bytes.length).toBe(render.bytes);
	const [picture, cover] = [await loadImage(bytes), await loadImage(readFileSync(render.coverPath))];
	expect([picture.width, picture.height]).toEqual([1501, 77]);
	expect([cover.width, cover.height]).toEqual([render.coverWidth, render.coverHeight]);
	expect(cover.width).toBe(1280);
	expect(readFinishedRender(job.folder)).toEqual(render);
});

test("it is the same each time, and films are made after it as before", async () => {
	const pictures = [];
	for (let round = 0; round < 2; round++) pictures.push(await renderer.render(jobOf(smallOrder(still))));
	expect(digestOf(pictures[0]!.filmPath)).toBe(digestOf(pictures[1]!.filmPath));
	expect(await renderer.render(jobOf(smallOrder()))).toMatchObject({ kind: "video", seconds: 1 });
});

test("one that cannot be drawn leaves nothing behind", async () => {
	const unreadable = jobOf(smallOrder({ ...still, prompt: "unreadable" }));
	await expect(renderer.render(unreadable)).rejects.toThrow("The picture cannot be read.");
	expect(existsSync(unreadable.folder) ? readdirSync(unreadable.folder) : []).toEqual([]);
	await expect(renderer.render(jobOf(smallOrder({ ...still, width: 5000 })))).rejects.toThrow("16 to 4096");
});
