import { expect, it } from "vitest";
import { frameOf, meanDifference, orderOf } from "../scene/testing.ts";
import { paintStill } from "./paint-still.ts";
import { stillSize } from "./still-size.ts";

const still = { operation: "text-to-image", seconds: 0, fps: 0 } as const;

it("paints the prompt's scene at the picture's own size, odd or not, and the same each time", async () => {
	const order = orderOf("A calm sea at dawn", { ...still, width: 151, height: 203 });
	const painter = await paintStill(order);
	expect([painter.width, painter.height]).toEqual([151, 203]);
	const frame = frameOf(painter, 0);
	expect(frameOf(await paintStill(order), 0)).toEqual(frame);
	const other = await paintStill({ ...order, prompt: "Desert dunes at night" });
	expect(meanDifference(frame, frameOf(other, 0))).toBeGreaterThan(10);
});

it("has the style that is asked for", async () => {
	const order = orderOf("A calm sea at dawn", { ...still, width: 120, height: 80 });
	const noir = await paintStill({ ...order, look: { ...order.look, style: "noir" } });
	const frame = frameOf(noir, 0);
	const tinted = frame.filter((_, index) => index % 4 === 0 && Math.abs(frame[index]! - frame[index + 2]!) > 12);
	expect(tinted.length).toBe(0);
});

it("is painted at most 2048 pixels long", () => {
	expect(stillSize({ width: 2048, height: 1333 })).toEqual({ width: 2048, height: 1333 });
	expect(stillSize({ width: 4096, height: 1024 })).toEqual({ width: 2048, height: 512 });
});
