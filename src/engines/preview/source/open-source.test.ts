import { createCanvas } from "@napi-rs/canvas";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { frameOf, meanDifference } from "../scene/testing.ts";
import { emptyFolder } from "../render/testing/render-fixture.ts";
import { openSource } from "./open-source.ts";
import { createSourceView } from "./source-view.ts";
import { type MovingDisc, renderMovingDisc } from "./testing.ts";
import { createPainter } from "./testing-artist.ts";
import { turnUpright } from "./upright.ts";

let film: MovingDisc;
beforeAll(async () => {
	film = await renderMovingDisc({ height: 106 });
});
afterAll(() => film.remove());

const bytesOf = (values: Int32Array) => new Uint8ClampedArray(values.buffer, values.byteOffset, values.byteLength);

test("a film of our own renderer comes back as it was painted, in any order", async () => {
	const source = await openSource(film.path);
	expect(source).toMatchObject({ width: 192, height: 106, seconds: 2, fps: 12, frames: 24 });
	const view = createSourceView(source, { width: 192, height: 106 });
	const painter = await createPainter(film.order);
	for (const frame of [0, 7, 23, 11, 12, 3, 0, 12]) {
		const seen = bytesOf(view.pixelsAt(frame / 12).values);
		expect(meanDifference(seen, frameOf(painter, frame / 12)), `frame ${frame}`).toBeLessThan(3);
	}
	source.close();
});

test("instants between two frames show the earlier one, and the ends go on", async () => {
	const source = await openSource(film.path);
	expect([-1, 0, 0.082, 0.084, 1.999, 99].map((instant) => source.frameAt(instant))).toEqual([0, 0, 0, 1, 23, 23]);
	expect(source.startOf(6)).toBeCloseTo(0.5, 6);
	source.close();
});

test("another size is filled: scaled, and cut evenly where the shapes differ", async () => {
	const source = await openSource(film.path);
	const painter = await createPainter(film.order);
	const whole = createCanvas(192, 106);
	painter.paint(whole.getContext("2d"), 1);
	const square = createCanvas(64, 64);
	square.getContext("2d").drawImage(whole, 43, 0, 106, 106, 0, 0, 64, 64);
	const seen = bytesOf(createSourceView(source, { width: 64, height: 64 }).pixelsAt(1).values);
	expect(meanDifference(seen, square.getContext("2d").getImageData(0, 0, 64, 64).data)).toBeLessThan(5);
	source.close();
});

test("two films open side by side, and one after the other, do not disturb each other", async () => {
	const [one, other] = [await openSource(film.path), await openSource(film.path)];
	const size = { width: 192, height: 106 };
	const views = [createSourceView(one, size), createSourceView(other, size)] as const;
	views[0].pixelsAt(1.5);
	const early = views[1].pixelsAt(0).values.slice();
	one.close();
	const third = await openSource(film.path);
	expect(createSourceView(third, size).pixelsAt(0).values).toEqual(early);
	third.close();
	other.close();
});

test("a picture is turned upright", () => {
	const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, /* chroma */ 10, 11, 20, 21]);
	const picture = { width: 4, height: 2, stride: 4, rows: 2, bytes };
	expect([...turnUpright(picture, 90).bytes]).toEqual([5, 1, 6, 2, 7, 3, 8, 4, 10, 11, 20, 21]);
	expect([...turnUpright(picture, 180).bytes]).toEqual([8, 7, 6, 5, 4, 3, 2, 1, 11, 10, 21, 20]);
	expect([...turnUpright(picture, 270).bytes]).toEqual([4, 8, 3, 7, 2, 6, 1, 5, 11, 10, 21, 20]);
});

test("what is no film of our own kind is refused with the reason", async () => {
	const junk = join(emptyFolder(), "junk.mp4");
	await writeFile(junk, "no film at all");
	await expect(openSource(junk)).rejects.toThrow("The source film cannot be read: it is no MP4, or broken.");
	const high = new URL("../../../media/fixtures/slow-start.mp4", import.meta.url).pathname;
	await expect(openSource(high)).rejects.toThrow("its H.264 is not of the Baseline profile");
});
