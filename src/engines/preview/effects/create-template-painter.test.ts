import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { portrait } from "../picture/fixtures.ts";
import { pictureInput, plainOrder, type RenderOrder } from "../render-order.ts";
import { frameOf, meanDifference } from "../scene/testing.ts";
import { createTemplatePainter, effectOf, effects } from "./create-template-painter.ts";

const folder = mkdtempSync(join(tmpdir(), "filmgate-effects-"));
afterAll(() => rmSync(folder, { recursive: true }));
const picture = join(folder, "portrait.png");
writeFileSync(picture, portrait(200, 160).toBuffer("image/png"));

function orderOf(templateId: number, changes: Partial<RenderOrder> = {}): RenderOrder {
	const plain = plainOrder({ operation: "template", prompt: "", width: 160, height: 90, seconds: 2, fps: 12 });
	return { ...plain, inputs: [pictureInput(picture)], settings: { ...plain.settings, templateId }, ...changes };
}

/** A template for every effect. */
const templates = new Map(Array.from({ length: 80 }, (_, id) => [effectOf(orderOf(id)), id]));

it("has a template for every effect, and the same one for the same number", () => {
	expect([...templates.keys()].sort()).toEqual(Object.keys(effects).sort());
	expect(effectOf(orderOf(302325299692608))).toBe(effectOf(orderOf(302325299692608, { seed: 3 })));
});

describe.each([...templates])("%s", (_, id) => {
	it("fills the frame, moves, and draws the same frame whoever draws it", async () => {
		const [one, two] = [await createTemplatePainter(orderOf(id)), await createTemplatePainter(orderOf(id))];
		frameOf(one, 1.8);
		expect(frameOf(one, 0.9)).toEqual(frameOf(two, 0.9, "#ff00ff"));
		expect(meanDifference(frameOf(one, 0.2), frameOf(one, 1.3))).toBeGreaterThan(1);
	});

	it("shows a painted scene where it is given words alone", async () => {
		const order = orderOf(id, { inputs: [], prompt: "A calm sea at dawn" });
		const [sea, desert] = [order, { ...order, prompt: "Desert dunes at night" }].map(createTemplatePainter);
		const frames = [frameOf(await sea!, 0.5), frameOf(await desert!, 0.5)] as const;
		expect(meanDifference(...frames)).toBeGreaterThan(2);
	});
});
