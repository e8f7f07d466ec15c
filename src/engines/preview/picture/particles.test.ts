import { createCanvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import type { Subject, Weather } from "../scene/scene.ts";
import { createParticles } from "./particles.ts";

const size = { width: 320, height: 180, seed: 4 };

/** What the particles add to a black picture: the sum of all channels of all pixels, and the frame itself. */
function airOf(air: { weather: Weather; subjects?: readonly Subject[] }, atSeconds: number) {
	const context = createCanvas(size.width, size.height).getContext("2d");
	context.fillRect(0, 0, size.width, size.height);
	createParticles({ subjects: [], ...air }, size)?.paint(context, atSeconds);
	const { data } = context.getImageData(0, 0, size.width, size.height);
	return {
		data: Buffer.from(data),
		light: data.reduce((sum, value) => sum + value, 0) - 255 * size.width * size.height,
	};
}

test("clear air is empty", () => {
	expect(createParticles({ weather: "clear", subjects: [] }, size)).toBeNull();
});

test.each([
	{ weather: "snow" },
	{ weather: "rain" },
	{ weather: "storm" },
	{ weather: "clear", subjects: ["petals"] },
	{ weather: "clear", subjects: ["leaves"] },
	{ weather: "clear", subjects: ["fire"] },
] as const)("%o comes in after the first instant and moves", (air) => {
	expect(airOf(air, 0).light).toBe(0);
	const [two, later] = [airOf(air, 2), airOf(air, 2.2)];
	expect(two.light).toBeGreaterThan(1500);
	expect(later.data.equals(two.data)).toBe(false);
	expect(airOf(air, 2).data.equals(two.data)).toBe(true);
});

test("the context is left as it was", () => {
	const context = createCanvas(size.width, size.height).getContext("2d");
	context.globalAlpha = 0.5;
	context.translate(3, 4);
	createParticles({ weather: "snow", subjects: [] }, size)?.paint(context, 1);
	expect(context.globalAlpha).toBeCloseTo(0.5, 2);
	expect([context.getTransform().e, context.getTransform().f]).toEqual([3, 4]);
});
