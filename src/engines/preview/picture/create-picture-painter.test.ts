import { createCanvas, loadImage } from "@napi-rs/canvas";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RenderOrder } from "../render-order.ts";
import { createPicturePainter } from "./create-picture-painter.ts";
import { displacement, frameAt, greyOf, orderFor, portrait, structuralSimilarity } from "./fixtures.ts";

let folder: string;
let wide: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "picture-"));
	wide = join(folder, "wide.png");
	await writeFile(wide, portrait(640, 360).toBuffer("image/png"));
});
afterAll(() => rm(folder, { recursive: true }));

async function painterFor(camera: string, changes: Partial<RenderOrder> = {}) {
	return createPicturePainter(orderFor(wide, { ...changes, camera }));
}

/** How the figure's body and the wall left and right of it moved from the film's start to its end. */
async function motion(camera: string, changes: Partial<RenderOrder> = {}) {
	const painter = await painterFor(camera, changes);
	const first = greyOf(frameAt(painter, 0), painter.width);
	const last = greyOf(frameAt(painter, 3.99), painter.width);
	return {
		figure: displacement(first, last, { x: 160, y: 115 }),
		left: displacement(first, last, { x: 50, y: 60 }),
		right: displacement(first, last, { x: 270, y: 60 }),
	};
}

describe("the first frame", () => {
	test.each([
		[640, 360],
		[480, 480],
		[360, 640],
	])("is the picture of %i by %i, cut to the film", async (width, height) => {
		const path = join(folder, `${width}.png`);
		await writeFile(path, portrait(width, height).toBuffer("image/png"));
		const painter = await createPicturePainter(orderFor(path));
		const painted = greyOf(frameAt(painter, 0), 320);
		// The cut is the painter's choice along one axis: the best of all cuts must be the frame.
		const picture = await loadImage(path);
		const scale = Math.max(320 / width, 180 / height);
		const context = createCanvas(320, 180).getContext("2d");
		context.imageSmoothingQuality = "high";
		let best = 0;
		for (let top = 0; top <= height * scale - 180; top++) {
			context.drawImage(picture, 0, -top, width * scale, height * scale);
			const cut = greyOf(context.getImageData(0, 0, 320, 180).data, 320);
			best = Math.max(best, structuralSimilarity(painted, cut));
		}
		expect(best).toBeGreaterThanOrEqual(0.9);
	});

	test("is the picture's very pixels when it has the film's size", async () => {
		const path = join(folder, "same.png");
		const picture = portrait(320, 180);
		await writeFile(path, picture.toBuffer("image/png"));
		const painter = await createPicturePainter(orderFor(path, { prompt: "snow is falling" }));
		expect(Buffer.from(frameAt(painter, 0))).toEqual(
			Buffer.from(picture.getContext("2d").getImageData(0, 0, 320, 180).data),
		);
	});

	test("is left without a jerk", async () => {
		const painter = await painterFor("horizontal_left");
		const seen = (at: number) => greyOf(frameAt(painter, at), 320);
		const first = seen(0);
		expect(structuralSimilarity(first, seen(1 / 12))).toBeGreaterThan(0.97);
		expect(structuralSimilarity(first, seen(1))).toBeLessThan(0.9);
	});
});

describe("the camera", () => {
	test("moves near and far apart", async () => {
		const { figure, left, right } = await motion("robo_arm");
		// At least 2 % of the width more than either side of the background.
		expect(figure.x - left.x).toBeGreaterThanOrEqual(6);
		expect(figure.x - right.x).toBeGreaterThanOrEqual(6);
	});

	test("goes where its word says", async () => {
		const goesLeft = await motion("horizontal_left");
		const goesRight = await motion("horizontal_right");
		expect(goesLeft.figure.x).toBeGreaterThan(6);
		expect(goesRight.figure.x).toBeLessThan(-6);
		const rises = await motion("vertical_up");
		const sinks = await motion("vertical_down");
		expect(rises.figure.y).toBeGreaterThan(4);
		expect(sinks.figure.y).toBeLessThan(-4);
		const closer = await motion("zoom_in");
		expect(closer.right.x - closer.left.x).toBeGreaterThan(10);
		const away = await motion("zoom_out");
		expect(away.right.x - away.left.x).toBeLessThan(-5);
	});

	test("listens to the prompt when the wire has no word", async () => {
		const painter = await createPicturePainter(orderFor(wide, { prompt: "a woman, the camera pans left" }));
		const moved = displacement(greyOf(frameAt(painter, 0), 320), greyOf(frameAt(painter, 3.99), 320), {
			x: 160,
			y: 115,
		});
		expect(moved.x).toBeGreaterThan(6);
	});

	test("goes further with more movement", async () => {
		const reach = async (movement: "small" | "large") => {
			const painter = await createPicturePainter(
				orderFor(wide, { look: { style: null, camera: "horizontal_left", movement } }),
			);
			return displacement(greyOf(frameAt(painter, 0), 320), greyOf(frameAt(painter, 3.99), 320), {
				x: 160,
				y: 115,
				reach: 40,
			}).x;
		};
		expect(await reach("large")).toBeGreaterThan((await reach("small")) + 6);
	});

	test("chooses by the seed when nobody says", async () => {
		const ends = new Set<string>();
		for (const seed of [1, 2, 3, 4]) {
			const painter = await createPicturePainter(orderFor(wide, { seed }));
			ends.add(Buffer.from(frameAt(painter, 3)).toString("base64"));
		}
		expect(ends.size).toBe(4);
	});
});

test.each([
	"zoom_out",
	"whip_pan",
	"camera_rotation",
	"super_dolly_out",
	"hitchcock",
	"crane_up",
	"robo_arm",
	"right_follow",
])("%s leaves no empty pixel", async (camera) => {
	const painter = await painterFor(camera, {
		width: 226,
		height: 134,
		look: { style: null, camera, movement: "large" },
	});
	for (const at of [0.7, 1.9, 2.6, 3.99]) {
		const data = frameAt(painter, at);
		const darkest = data.reduce((least, value) => Math.min(least, value), 255);
		expect(darkest).toBeGreaterThan(50);
	}
});

test("two painters draw the same bytes in any order", async () => {
	const order = orderFor(wide, { prompt: "rain on the window", mark: true, camera: "orbit" });
	const [one, other] = [await createPicturePainter(order), await createPicturePainter(order)];
	const forward = [0.5, 1.5, 2.5].map((at) => Buffer.from(frameAt(one, at)));
	const backward = [2.5, 1.5, 0.5].map((at) => Buffer.from(frameAt(other, at))).reverse();
	expect(backward).toEqual(forward);
});

test("the mark is drawn only when it is asked for", async () => {
	const plain = await painterFor("orbit");
	const marked = await painterFor("orbit", { mark: true });
	expect(Buffer.from(frameAt(marked, 0))).not.toEqual(Buffer.from(frameAt(plain, 0)));
});

test("a film larger than what is painted is painted smaller in its own ratio", async () => {
	const painter = await createPicturePainter(orderFor(wide, { width: 1440, height: 2560 }));
	expect([painter.width, painter.height]).toEqual([1080, 1920]);
});

test("an order without a picture is refused", async () => {
	await expect(createPicturePainter(orderFor(wide, { inputs: [] }))).rejects.toThrow(TypeError);
});
