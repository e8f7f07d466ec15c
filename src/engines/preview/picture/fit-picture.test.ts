import { createCanvas, type Image, loadImage } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { fitPicture } from "./fit-picture.ts";
import { portrait } from "./fixtures.ts";
import { estimateNearness, softenNearness } from "./nearness.ts";

/** Grey, with fine stripes between two places along one axis, 0 to 1; red grows rightward and green downward. */
async function striped(size: { width: number; height: number }, from: number, to: number): Promise<Image> {
	const canvas = createCanvas(size.width, size.height);
	const context = canvas.getContext("2d");
	const image = context.createImageData(size.width, size.height);
	for (let index = 0; index < size.width * size.height; index++) {
		const across = (index % size.width) / size.width;
		const down = Math.floor(index / size.width) / size.height;
		const along = size.width > size.height ? across : down;
		const stripe = along > from && along < to && ((index % size.width) >> 2) % 2 === 0 ? 200 : 90;
		image.data.set([across * 255, down * 255, stripe, 255], index * 4);
	}
	context.putImageData(image, 0, 0);
	return loadImage(canvas.toBuffer("image/png"));
}

/** Red and green of a pixel of the frame: where in the whole picture, 0 to 1, it comes from. */
function originOf(fitted: ReturnType<typeof fitPicture>, x: number, y: number): [number, number] {
	const stride = fitted.width + 2 * fitted.margin;
	const pixel = fitted.pixels[(y + fitted.margin) * stride + x + fitted.margin] as number;
	return [(pixel & 255) / 255, ((pixel >> 8) & 255) / 255];
}

test("a picture without detail is cut in the middle", async () => {
	const fitted = fitPicture(await striped({ width: 400, height: 200 }, 2, 2), { width: 200, height: 200 }, 20);
	expect(originOf(fitted, 100, 100)[0]).toBeCloseTo(0.5, 1);
	expect(fitted.spare).toEqual({ left: 20, top: 0, right: 20, bottom: 0 });
});

test.each([
	[{ width: 400, height: 200 }, 0],
	[{ width: 200, height: 400 }, 1],
])("a picture of %o is cut where its detail is", async (size, axis) => {
	const early = fitPicture(await striped(size, 0.02, 0.25), { width: 200, height: 200 }, 20);
	const late = fitPicture(await striped(size, 0.75, 0.98), { width: 200, height: 200 }, 20);
	expect(originOf(early, 100, 100)[axis]).toBeLessThan(0.35);
	expect(originOf(late, 100, 100)[axis]).toBeGreaterThan(0.65);
});

test("the border goes on with the picture where there is more of it, and mirrors it where there is not", async () => {
	const fitted = fitPicture(await striped({ width: 400, height: 200 }, 2, 2), { width: 200, height: 200 }, 20);
	expect(originOf(fitted, -15, 100)[0]).toBeLessThan(originOf(fitted, 0, 100)[0] - 0.02);
	for (let past = 1; past <= 20; past++) {
		expect(originOf(fitted, 50, -past)).toEqual(originOf(fitted, 50, past));
		expect(originOf(fitted, 50, 199 + past)).toEqual(originOf(fitted, 50, 199 - past));
	}
});

test("the figure is nearer than the wall around it, as one, and the softened map is safe to bend by", async () => {
	const picture = await loadImage(portrait(320, 180).toBuffer("image/png"));
	const near = estimateNearness(fitPicture(picture, { width: 320, height: 180 }, 24));
	const at = (plane: typeof near, x: number, y: number) =>
		plane.values[Math.floor(y * plane.rows) * plane.columns + Math.floor(x * plane.columns)] as number;
	for (const [x, y] of [
		[0.1, 0.2],
		[0.9, 0.2],
		[0.15, 0.5],
		[0.85, 0.5],
	] as const) {
		expect(at(near, 0.5, 0.66)).toBeGreaterThan(at(near, x, y) + 0.4);
	}
	const soft = softenNearness(near, { width: 320, travel: 18 });
	expect(at(soft, 0.5, 0.36)).toBeGreaterThan(0.8);
	expect(at(soft, 0.5, 0.8)).toBeGreaterThan(0.8);
	const square = 320 / soft.columns;
	soft.values.forEach((value, index) => {
		const before = index % soft.columns === 0 ? value : (soft.values[index - 1] as number);
		expect((Math.abs(value - before) * 18) / square).toBeLessThan(0.5);
	});
});
