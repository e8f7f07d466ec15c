import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, expect, it } from "vitest";
import { portrait } from "../picture/fixtures.ts";
import { pictureInput, plainOrder, type RenderOrder } from "../render-order.ts";
import { frameOf, meanDifference } from "../scene/testing.ts";
import { lookOf, looks, paintImageTemplate } from "./paint-image-template.ts";

const folder = mkdtempSync(join(tmpdir(), "filmgate-looks-"));
afterAll(() => rmSync(folder, { recursive: true }));
const picture = join(folder, "portrait.png");
writeFileSync(picture, portrait(200, 240).toBuffer("image/png"));

function orderOf(templateId: number, changes: Partial<RenderOrder> = {}): RenderOrder {
	const plain = plainOrder({ operation: "image-template", prompt: "", width: 161, height: 121, seconds: 0, fps: 0 });
	const inputs = [pictureInput(picture, "reference")];
	return { ...plain, inputs, settings: { ...plain.settings, templateId }, ...changes };
}

/** A template for every look. */
const templates = new Map(Array.from({ length: 60 }, (_, id) => [lookOf(orderOf(id)), id]));

it("has a template for every look, also among the numbers of a wire", () => {
	expect([...templates.keys()].sort()).toEqual(Object.keys(looks).sort());
	expect(lookOf(orderOf(302325299692608))).toBe(lookOf(orderOf(302325299692608, { seed: 3 })));
});

it.each([...templates])("%s fills the picture, the same each time, and shows what it was given", async (_, id) => {
	const painter = await paintImageTemplate(orderOf(id));
	expect([painter.width, painter.height]).toEqual([161, 121]);
	const frame = frameOf(painter, 0);
	expect(frameOf(await paintImageTemplate(orderOf(id)), 0, "#ff00ff")).toEqual(frame);
	const white = createCanvas(200, 240);
	white.getContext("2d").fillStyle = "white";
	white.getContext("2d").fillRect(0, 0, 200, 240);
	const blank = join(folder, "blank.png");
	writeFileSync(blank, white.toBuffer("image/png"));
	const other = await paintImageTemplate(orderOf(id, { inputs: [pictureInput(blank, "reference")] }));
	expect(meanDifference(frame, frameOf(other, 0))).toBeGreaterThan(4);
});

it("wants a picture", async () => {
	await expect(paintImageTemplate(orderOf(1, { inputs: [] }))).rejects.toThrow(TypeError);
});
