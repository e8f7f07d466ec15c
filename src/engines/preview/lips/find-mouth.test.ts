import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, test } from "vitest";
import type { Pixels } from "../picture/pixels.ts";
import { plainOrder } from "../render-order.ts";
import { paintPrompt } from "../scene/paint-prompt.ts";
import { drawMouth } from "./draw-mouth.ts";
import { findMouth } from "./find-mouth.ts";
import { type DrawnFace, drawFace } from "./testing/draw-face.ts";

const [width, height] = [320, 180];

function pictureOf(face: DrawnFace | null): { picture: Pixels; mouth: ReturnType<typeof drawFace> | null } {
	const context = createCanvas(width, height).getContext("2d");
	context.fillStyle = "rgb(120, 140, 150)";
	context.fillRect(0, 0, width, height);
	const mouth = face === null ? null : drawFace(context, face);
	const { data } = context.getImageData(0, 0, width, height);
	return { picture: { width, height, values: new Int32Array(data.buffer, data.byteOffset, width * height) }, mouth };
}

const light = { skin: "rgb(236, 196, 168)", hair: "rgb(70, 44, 28)", lips: "rgb(196, 96, 92)" };
const dark = { skin: "rgb(120, 78, 54)", hair: "rgb(20, 16, 14)", lips: "rgb(120, 52, 52)" };
const fair = { skin: "rgb(245, 215, 190)", hair: "rgb(210, 170, 90)", lips: "rgb(210, 110, 110)" };

describe.each([
	["a light face", { ...light, x: 160, y: 80, width: 70 }],
	["a dark face", { ...dark, x: 100, y: 88, width: 85 }],
	["a fair face, aside", { ...fair, x: 250, y: 84, width: 60 }],
	["a small face", { ...light, x: 60, y: 60, width: 36 }],
])("%s", (_, face) => {
	const { picture, mouth } = pictureOf(face);
	const found = findMouth(picture);

	test("has its mouth found", () => {
		expect(Math.abs(found!.x - mouth!.x)).toBeLessThan(0.06 * face.width);
		expect(Math.abs(found!.y - mouth!.y)).toBeLessThan(0.05 * face.width);
		expect(found!.reach / mouth!.reach).toBeGreaterThan(0.6);
		expect(found!.reach / mouth!.reach).toBeLessThan(1.4);
	});

	test("opens it: dark inside, and nothing else changes", () => {
		const opened = { ...picture, values: picture.values.slice() };
		drawMouth(opened, found!, { open: 0.9, wide: 0 });
		const inside = Math.round(found!.y + 0.25 * found!.reach) * width + Math.round(found!.x);
		expect(opened.values[inside]! & 255).toBeLessThan(90);
		for (const [at, pixel] of opened.values.entries()) {
			const far = Math.max(Math.abs((at % width) - found!.x) / 1.2, Math.abs(Math.floor(at / width) - found!.y) / 2.2);
			if (far > found!.reach) expect(pixel).toBe(picture.values[at]);
		}
	});

	test("is left as it is while nothing is said", () => {
		const closed = { ...picture, values: picture.values.slice() };
		drawMouth(closed, found!, { open: 0, wide: 0 });
		expect(closed.values).toEqual(picture.values);
	});
});

test("a plain wall has no face", () => {
	expect(findMouth(pictureOf(null).picture)).toBeNull();
});

test.each(["a desert at sunset", "a room with a fireplace", "a city street at night", "an orange flow"])(
	"%s has no face",
	async (prompt) => {
		const painter = await paintPrompt(plainOrder({ prompt, width, height }));
		const context = createCanvas(width, height).getContext("2d");
		painter.paint(context, 1);
		const { data } = context.getImageData(0, 0, width, height);
		expect(findMouth({ width, height, values: new Int32Array(data.buffer, 0, width * height) })).toBeNull();
	},
);
