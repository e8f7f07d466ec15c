import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createCanvas } from "@napi-rs/canvas";
import { afterAll, expect, test } from "vitest";
import { RenderFailed } from "./render-failed.ts";
import { createRenderProcess } from "./render-process.ts";
import { emptyFolder, testOptions } from "./testing/render-fixture.ts";

const renderer = createRenderProcess(testOptions);
afterAll(() => renderer.close());

function fileOf(bytes: Uint8Array): string {
	const path = join(emptyFolder(), "picture");
	writeFileSync(path, bytes);
	return path;
}

test.each(["png", "jpeg", "webp"] as const)("a %s is measured", async (format) => {
	const picture = await createCanvas(37, 21).encode(format as "png");
	expect(await renderer.probePicture(fileOf(picture))).toEqual({ width: 37, height: 21 });
});

test.each([
	["nothing", new Uint8Array(0)],
	["a text", Buffer.from("not a picture")],
	["half a picture", createCanvas(400, 400).toBuffer("image/png").subarray(0, 60)],
])("%s is refused", async (_, bytes) => {
	await expect(renderer.probePicture(fileOf(bytes))).rejects.toBeInstanceOf(RenderFailed);
});

test("a file that is not there is refused without telling where it was looked for", async () => {
	const probe = renderer.probePicture(join(emptyFolder(), "none.png"));
	await expect(probe).rejects.toThrow(new RenderFailed("The renderer's files failed it: ENOENT."));
});
