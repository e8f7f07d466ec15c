import { afterAll, beforeAll, expect, test } from "vitest";
import { choosePainter } from "../render/choose-painter.ts";
import { frameOf, meanDifference } from "../scene/testing.ts";
import { type MovingDisc, renderMovingDisc, sourceOrder } from "./testing.ts";
import { createPainter } from "./testing-artist.ts";

let film: MovingDisc;
beforeAll(async () => {
	film = await renderMovingDisc();
});
afterAll(() => film.remove());

const painterOf = async (changes: Parameters<typeof sourceOrder>[1]) => choosePainter(sourceOrder(film.path, changes));
const paintedAt = async (atSeconds: number) => frameOf(await createPainter(film.order), atSeconds);

/** The middle of what is golden, in shares of the width. */
function discIn(frame: Uint8ClampedArray, width: number): number {
	let [sum, count] = [0, 0];
	for (let index = 0; index < frame.length / 4; index++) {
		const [red = 0, , blue = 0] = frame.subarray(index * 4, index * 4 + 3);
		if (red - blue < 70) continue;
		sum += (index % width) / width;
		count++;
	}
	return sum / count;
}

test.each(["sound-effect", "lip-sync"] as const)(
	"a %s film shows its source, and its last frame when it is longer",
	async (operation) => {
		const painter = await painterOf({ operation, seconds: 3 });
		for (const instant of [0, 0.5, 1.5]) {
			expect(meanDifference(frameOf(painter, instant), await paintedAt(instant))).toBeLessThan(3);
		}
		expect(frameOf(painter, 2.5)).toEqual(frameOf(painter, 2.9));
		expect(meanDifference(frameOf(painter, 2.5), await paintedAt(23 / 12))).toBeLessThan(3);
	},
);

test("an upscaled film is its source, larger and crisper than mere scaling", async () => {
	const painter = await painterOf({ operation: "upscale", width: 384, height: 216 });
	const plain = await painterOf({ operation: "sound-effect", width: 384, height: 216 });
	const large = frameOf(painter, 1);
	expect([painter.width, painter.height]).toEqual([384, 216]);
	expect(meanDifference(large, frameOf(plain, 1))).toBeLessThan(4);
	const roughness = (frame: Uint8ClampedArray) => meanDifference(frame.subarray(4), frame.subarray(0, -4));
	expect(roughness(large)).toBeGreaterThan(roughness(frameOf(plain, 1)) * 1.1);
});

test("an extended film is its source, then goes on without a jump and in the same direction", async () => {
	const painter = await painterOf({ operation: "extend", seconds: 4 });
	for (const instant of [0, 1, 23 / 12]) {
		expect(meanDifference(frameOf(painter, instant), await paintedAt(instant))).toBeLessThan(3);
	}
	const [before, last, next] = [22, 23, 24].map((frame) => frameOf(painter, frame / 12)) as [
		Uint8ClampedArray,
		Uint8ClampedArray,
		Uint8ClampedArray,
	];
	expect(meanDifference(next, last)).toBeLessThan(1.6 * meanDifference(last, before));
	expect(meanDifference(next, last)).toBeGreaterThan(0.2);
	const disc = [23, 30, 40].map((frame) => discIn(frameOf(painter, frame / 12), 192));
	expect(disc[1]! - disc[0]!).toBeGreaterThan(0.03);
	expect(disc[2]!).toBeGreaterThan(disc[1]!);
});

test("an extended film is the same whichever thread draws which part", async () => {
	const order = { operation: "extend", seconds: 4, prompt: "snow" } as const;
	const [whole, late] = [await painterOf(order), await painterOf(order)];
	frameOf(whole, 0.5);
	expect(frameOf(whole, 3.25)).toEqual(frameOf(late, 3.25));
});

test("what is no longer than its source is the source alone", async () => {
	const painter = await painterOf({ operation: "extend", seconds: 2 });
	expect(meanDifference(frameOf(painter, 23 / 12), await paintedAt(23 / 12))).toBeLessThan(3);
});
