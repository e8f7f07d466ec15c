import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Canvas, createCanvas, loadImage } from "@napi-rs/canvas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { displacement, frameAt, greyOf, portrait } from "../picture/fixtures.ts";
import type { Painter } from "../painter.ts";
import { pictureInput, plainOrder, type RenderOrder } from "../render-order.ts";
import { meanDifference } from "../scene/testing.ts";
import { createFirstLastPainter, createMultiFramePainter } from "./create-morph-painter.ts";

const folder = mkdtempSync(join(tmpdir(), "filmgate-morph-"));
afterAll(() => rmSync(folder, { recursive: true }));

const size = { width: 320, height: 180 };

function save(name: string, canvas: Canvas): string {
	writeFileSync(join(folder, name), canvas.toBuffer("image/png"));
	return join(folder, name);
}

/** The fixture's figure before a plain wall, moved to the right. */
function figureAt(x: number): Canvas {
	const canvas = createCanvas(size.width, size.height);
	const context = canvas.getContext("2d");
	context.fillStyle = "rgb(120,150,170)";
	context.fillRect(0, 0, size.width, size.height);
	context.drawImage(portrait(180, 180), 55, 0, 70, 180, x, 0, 70, 180);
	return canvas;
}

const left = save("left.png", figureAt(90));
const right = save("right.png", figureAt(150));
const stripes = createCanvas(size.width, size.height);
stripes.getContext("2d").fillStyle = "rgb(230,200,40)";
for (let x = 0; x < size.width; x += 20) stripes.getContext("2d").fillRect(x, 0, 10, size.height);
const other = save("other.png", stripes);

async function pixelsOf(path: string): Promise<Uint8ClampedArray> {
	const context = createCanvas(size.width, size.height).getContext("2d");
	context.fillStyle = "white";
	context.fillRect(0, 0, size.width, size.height);
	context.drawImage(await loadImage(path), 0, 0);
	return context.getImageData(0, 0, size.width, size.height).data;
}

function firstLast(changes: Partial<RenderOrder> = {}): RenderOrder {
	const inputs = [pictureInput(left, "first-frame"), pictureInput(right, "last-frame")];
	return plainOrder({ operation: "first-last-frame", prompt: "", ...size, seconds: 2, fps: 12, inputs, ...changes });
}

describe("from a first frame to a last", () => {
	let painter: Painter;
	beforeAll(async () => {
		painter = await createFirstLastPainter(firstLast());
	});

	it("begins with the first picture and ends with the last, exactly", async () => {
		expect(frameAt(painter, 0)).toEqual(await pixelsOf(left));
		expect(frameAt(painter, 23 / 12)).toEqual(await pixelsOf(right));
		expect(meanDifference(frameAt(painter, 1 / 12), await pixelsOf(left))).toBeLessThan(4);
	});

	it("moves what both show instead of dissolving it", async () => {
		const half = greyOf(frameAt(painter, 11.5 / 12), size.width);
		const before = greyOf(await pixelsOf(left), size.width);
		const moved = displacement(before, half, { x: 125, y: 100, reach: 50 });
		expect(moved.x).toBeGreaterThan(18);
		expect(moved.x).toBeLessThan(44);
	});

	it("draws the same frame whoever draws it, in any order", async () => {
		const other = await createFirstLastPainter(firstLast());
		frameAt(other, 0.25);
		expect(frameAt(other, 1)).toEqual(frameAt(painter, 1));
	});

	it("is no mere mixture where the pictures have nothing in common", async () => {
		const inputs = [pictureInput(left, "first-frame"), pictureInput(other, "last-frame")];
		const frame = frameAt(await createFirstLastPainter(firstLast({ inputs })), 11.5 / 12);
		const [from, to] = [await pixelsOf(left), await pixelsOf(other)];
		const mixed = from.map((value, index) => (value + (to[index] as number)) / 2);
		expect(meanDifference(frame, mixed)).toBeGreaterThan(20);
	});
});

describe("through several frames", () => {
	const settings = { ...firstLast().settings, stretches: [1, 2, 1].map((seconds) => ({ seconds, prompt: "" })) };
	const inputs = [left, right, other, left].map((path) => pictureInput(path, "frame"));
	const order = firstLast({ operation: "multi-frame", seconds: 4, inputs, settings });

	it("meets each at its time", async () => {
		const painter = await createMultiFramePainter(order);
		for (const [frame, path] of [
			[0, left],
			[12, right],
			[35, other],
			[47, left],
		] as const) {
			expect(frameAt(painter, frame / 12)).toEqual(await pixelsOf(path));
		}
	});

	it("wants two at least", async () => {
		await expect(createMultiFramePainter({ ...order, inputs: [] })).rejects.toThrow(TypeError);
	});
});
