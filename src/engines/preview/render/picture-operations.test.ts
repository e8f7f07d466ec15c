import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { portrait } from "../picture/fixtures.ts";
import { pictureInput, type RenderInput } from "../render-order.ts";
import { createRenderProcess } from "./render-process.ts";
import { emptyFolder, jobOf, smallOrder } from "./testing/render-fixture.ts";

const renderer = createRenderProcess({ niceness: 0 });
afterAll(() => renderer.close());

function inputs(...roles: RenderInput["role"][]): RenderInput[] {
	const path = join(emptyFolder(), "picture.png");
	writeFileSync(path, portrait(160, 120).toBuffer("image/png"));
	return roles.map((role) => pictureInput(path, role));
}

test.each([
	["first-last-frame", ["first-frame", "last-frame"]],
	["multi-frame", ["frame", "frame", "frame"]],
	["reference-to-video", ["reference", "background"]],
	["template", ["first-frame"]],
] as const)("%s makes a film", async (operation, roles) => {
	const order = smallOrder({ operation, prompt: "a meadow", fps: 12, inputs: inputs(...roles) });
	const film = await renderer.render(jobOf(order));
	expect(film).toMatchObject({ kind: "video", width: 192, height: 108, seconds: 1 });
});

test.each([
	["text-to-image", []],
	["image-template", ["reference"]],
] as const)("%s makes a picture", async (operation, roles) => {
	const order = smallOrder({ operation, prompt: "a meadow", seconds: 0, fps: 0, inputs: inputs(...roles) });
	expect(await renderer.render(jobOf(order))).toMatchObject({ kind: "image", width: 192, height: 108 });
});
