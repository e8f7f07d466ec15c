import { createCanvas } from "@napi-rs/canvas";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { plainOrder, type RenderInput, type RenderOrder } from "../render-order.ts";
import { choosePainter } from "../render/choose-painter.ts";
import { emptyFolder } from "../render/testing/render-fixture.ts";
import { frameOf, meanDifference, meanLuminance } from "../scene/testing.ts";
import { type MovingDisc, renderMovingDisc, sourceInput, sourceOrder } from "../source/testing.ts";
import { createPainter, discAt } from "../source/testing-artist.ts";
import { readChange } from "./read-change.ts";

let film: MovingDisc;
let folder: string;
beforeAll(async () => {
	film = await renderMovingDisc();
});
afterAll(() => film.remove());
beforeEach(() => {
	folder = emptyFolder();
});

const size = { width: 192, height: 108 };

function picture(
	name: string,
	draw: (context: ReturnType<ReturnType<typeof createCanvas>["getContext"]>) => void,
	role: RenderInput["role"],
): RenderInput {
	const canvas = createCanvas(size.width, size.height);
	const context = canvas.getContext("2d");
	draw(context);
	const path = join(folder, name);
	writeFileSync(path, canvas.toBuffer("image/png"));
	return { role, path, mime: "image/png", ...size, seconds: null };
}

/** Marks the disc as it is one second into the film: its 13th frame. */
const discMask = () =>
	picture(
		"mask.png",
		(context) => {
			context.fillStyle = "black";
			context.fillRect(0, 0, 192, 108);
			context.fillStyle = "white";
			context.beginPath();
			context.arc(discAt(1).x * 192, 54, 19, 0, 7);
			context.fill();
		},
		"mask",
	);
const green = () =>
	picture(
		"green.png",
		(context) => {
			context.fillStyle = "rgb(20, 220, 40)";
			context.fillRect(0, 0, 192, 108);
		},
		"reference",
	);

const painted = async (changes: Parameters<typeof sourceOrder>[1]) => choosePainter(sourceOrder(film.path, changes));
const plain = async (atSeconds: number) => frameOf(await createPainter(film.order), atSeconds);
const at = (frame: Uint8ClampedArray, x: number, y: number) =>
	[...frame.subarray((y * 192 + Math.round(x)) * 4, (y * 192 + Math.round(x)) * 4 + 3)] as [number, number, number];
const settings = (keyframe: number): RenderOrder["settings"] => ({ ...plainOrder({ prompt: "" }).settings, keyframe });

test("a swapped thing is replaced by the picture wherever it goes, and nothing else is", async () => {
	const painter = await painted({ operation: "swap", inputs: [discMask(), green()], settings: settings(13) });
	for (const instant of [0.25, 1, 1.75]) {
		const frame = frameOf(painter, instant);
		const [red, leaf, blue] = at(frame, discAt(instant).x * 192, 54);
		expect(leaf, `at ${instant}`).toBeGreaterThan(Math.max(red, blue) + 40);
		const rows = { width: 192, top: 0, bottom: 20 };
		expect(meanLuminance(frame, rows)).toBeCloseTo(meanLuminance(await plain(instant), rows), -1);
	}
	expect(
		frameOf(await painted({ operation: "swap", inputs: [discMask(), green()], settings: settings(13) }), 1.5),
	).toEqual(frameOf(painter, 1.5));
});

test("what stands in for a thing is whole, and what was there is painted out around it", async () => {
	const post = picture(
		"post.png",
		(context) => {
			context.fillStyle = "rgb(235, 235, 238)";
			context.fillRect(0, 0, 192, 108);
			context.fillStyle = "rgb(20, 200, 40)";
			context.fillRect(86, 14, 20, 80);
		},
		"reference",
	);
	const painter = await painted({ operation: "swap", inputs: [discMask(), post], settings: settings(13) });
	for (const instant of [0.25, 1, 1.75]) {
		const frame = frameOf(painter, instant);
		const x = discAt(instant).x * 192;
		for (const y of [42, 54, 66]) {
			const [red, leaf, blue] = at(frame, x, y);
			expect(leaf, `at ${instant}, row ${y}`).toBeGreaterThan(Math.max(red, blue) + 40);
		}
		// The disc's golden sides are as blue as the ground is.
		for (const side of [-12, 12]) {
			const [red, , blue] = at(frame, x + side, 50);
			expect(blue, `at ${instant}, side ${side}`).toBeGreaterThan(red);
		}
	}
});

test.each([
	["make it night", { hour: "night" }],
	["let heavy snow fall in winter", { weather: "snow", season: "winter" }],
	["变成秋天", { season: "autumn" }],
	["turn everything red", { hue: 0 }],
])("a prompt names its change: %s", (prompt, change) => {
	expect(readChange(plainOrder({ prompt }))).toMatchObject(change);
});

test("what a prompt does not name is not changed, but silence changes the palette", () => {
	expect(readChange(plainOrder({ prompt: "make it night" }))).toMatchObject({
		weather: null,
		season: null,
		hue: null,
		style: null,
	});
	expect(readChange(plainOrder({ prompt: "make it better" })).hue).not.toBeNull();
	expect(readChange(plainOrder({ prompt: "in the style of origami" })).style).not.toBeNull();
});

test("the changes show: night is dark, winter bright, sunset warm", async () => {
	const all = { width: 192, top: 0, bottom: 108 };
	const modified = async (prompt: string) => frameOf(await painted({ operation: "modify", prompt }), 1);
	const day = await plain(1);
	expect(meanLuminance(await modified("make it night"), all)).toBeLessThan(0.6 * meanLuminance(day, all));
	expect(meanLuminance(await modified("snow in winter"), all)).toBeGreaterThan(meanLuminance(day, all));
	const warmth = (frame: Uint8ClampedArray) =>
		frame.reduce((sum, value, index) => sum + [value, 0, -value, 0][index % 4]!, 0) / (192 * 108);
	expect(warmth(await modified("at sunset"))).toBeGreaterThan(warmth(day) + 40);
	expect(meanDifference(await modified("thick fog"), day)).toBeGreaterThan(15);
	expect(meanDifference(await modified("as origami"), day)).toBeGreaterThan(8);
});

test("with a mask only what is marked changes, and it is followed", async () => {
	const painter = await painted({
		operation: "modify",
		prompt: "turn @selection0 blue",
		inputs: [discMask()],
		settings: settings(13),
	});
	for (const instant of [0.25, 1, 1.75]) {
		const frame = frameOf(painter, instant);
		const [red, , blue] = at(frame, discAt(instant).x * 192 + 12, 54);
		expect(blue).toBeGreaterThan(red);
		expect(
			meanDifference(frame.subarray(0, 192 * 4 * 20), (await plain(instant)).subarray(0, 192 * 4 * 20)),
		).toBeLessThan(3);
	}
});

test("pictures go into the mask, or stand in the foreground without one", async () => {
	const inMask = await painted({
		operation: "modify",
		prompt: "put @img0 there",
		inputs: [discMask(), green()],
		settings: settings(13),
	});
	expect(at(frameOf(inMask, 1.5), discAt(1.5).x * 192, 54)[1]).toBeGreaterThan(140);
	const before = await painted({ operation: "modify", prompt: "night with @img0", inputs: [green()] });
	const frame = frameOf(before, 1);
	const [red, leaf, blue] = at(frame, 96, 85);
	expect(leaf).toBeGreaterThan(Math.max(red, blue) + 60);
});

test("a modified film is the same whichever thread draws which part", async () => {
	const order = { operation: "modify", prompt: "a rainy night" } as const;
	const [one, other] = [await painted(order), await painted(order)];
	frameOf(one, 0.5);
	expect(frameOf(one, 1.25)).toEqual(frameOf(other, 1.25));
});

test("a picture under motion control begins as it is and goes where the film's things go", async () => {
	const dot = picture(
		"dot.png",
		(context) => {
			context.fillStyle = "rgb(60, 60, 60)";
			context.fillRect(0, 0, 192, 108);
			context.fillStyle = "rgb(250, 250, 250)";
			context.fillRect(discAt(0).x * 192 - 8, 46, 16, 16);
		},
		"first-frame",
	);
	const order = plainOrder({
		operation: "motion-control",
		prompt: "",
		...size,
		seconds: 2,
		fps: 12,
		inputs: [dot, sourceInput(film.path, "motion")],
	});
	const painter = await choosePainter(order);
	const centre = (frame: Uint8ClampedArray) => {
		let [sum, count] = [0, 0];
		for (let index = 0; index < frame.length / 4; index++) {
			if (frame[index * 4]! < 160) continue;
			sum += index % 192;
			count++;
		}
		return sum / count;
	};
	const [start, half, end] = [0, 0.5, 1].map((instant) => centre(frameOf(painter, instant))) as [
		number,
		number,
		number,
	];
	expect(start).toBeCloseTo(discAt(0).x * 192, -1);
	expect(half - start).toBeGreaterThan(8);
	expect(end).toBeGreaterThan(half + 5);
});
