import { createCanvas } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import { paintedSize } from "../painted-size.ts";
import { createScenePainter } from "./create-scene-painter.ts";
import { readScene } from "./read-prompt.ts";
import { placeNames, styleNames } from "./scene.ts";
import { frameOf, meanDifference, meanLuminance, orderOf, painterOf } from "./testing.ts";

const prompts = [
	"City sunset timelapse",
	"A sailing boat on a calm sea at dawn",
	"Snow falling on mountains at night, aurora",
	"Autumn forest, slow dolly forward, morning fog",
	"Desert dunes under a blazing noon sun, hot air balloon",
	"Countryside in spring, windmill, drifting clouds",
	"Astronaut drifting in deep space near a ringed planet",
	"A cozy room with a fireplace on a rainy night",
	"Neon cyberpunk street in the rain",
	"Ink and jazz in seven colours",
] as const;

/** Pixels of the rows between two shares of the height that are bright and warm, as lamps are. */
function countLamps(frame: Uint8ClampedArray, rows: { width: number; top: number; bottom: number }): number {
	let lamps = 0;
	for (let index = rows.top * rows.width * 4; index < rows.bottom * rows.width * 4; index += 4) {
		const [red, green, blue] = [frame[index] as number, frame[index + 1] as number, frame[index + 2] as number];
		if (red > 150 && red > blue + 30 && Math.abs(luminanceStep(frame, index)) > 24 && green > 90) lamps += 1;
	}
	return lamps;
}

/** How much brighter a pixel is than its neighbour to the left. */
function luminanceStep(frame: Uint8ClampedArray, index: number): number {
	return (
		(frame[index] as number) +
		(frame[index + 1] as number) -
		(frame[index - 4] as number) -
		(frame[index - 3] as number)
	);
}

describe("a city's sunset", () => {
	const painter = painterOf(orderOf("City sunset timelapse", { width: 640, height: 360 }));
	const first = frameOf(painter, 0);
	const last = frameOf(painter, 4.95);

	it("darkens the sky", () => {
		const sky = { width: 640, top: 0, bottom: 60 };
		const steps = [0, 1.2, 2.5, 3.7, 4.95].map((at) => meanLuminance(frameOf(painter, at), sky));
		expect(steps).toEqual([...steps].sort((a, b) => b - a));
		expect(steps.at(-1)).toBeLessThan((steps[0] as number) * 0.4);
	});

	it("lights its windows one after another", () => {
		const skyline = { width: 640, top: 150, bottom: 255 };
		const lamps = [first, frameOf(painter, 2.6), frameOf(painter, 3.7), last].map((frame) =>
			countLamps(frame, skyline),
		);
		expect(lamps[3]).toBeGreaterThan((lamps[0] as number) + 600);
		expect(lamps[2]).toBeGreaterThan(lamps[1] as number);
	});
});

describe("a scene's painter", () => {
	it.each(prompts)(
		"paints all of %j, the same from any painter, in any order of frames and over anything",
		(prompt) => {
			const order = orderOf(prompt);
			const forwards = painterOf(order);
			const backwards = painterOf(order);
			const later = frameOf(backwards, 3.5, "#ff00ff");
			const sooner = frameOf(backwards, 0.5, "#00ff00");
			expect(meanDifference(frameOf(forwards, 0.5), sooner)).toBe(0);
			expect(meanDifference(frameOf(forwards, 3.5), later)).toBe(0);
		},
	);

	it.each([...prompts, ...placeNames.map((place) => `${place} by day`)])(
		"shows %j neither black nor frozen",
		(prompt) => {
			const painter = painterOf(orderOf(prompt));
			const frames = [0, 1, 2, 3, 4].map((at) => frameOf(painter, at));
			frames.forEach((frame, index) => {
				expect(meanLuminance(frame, { width: 320, top: 0, bottom: 180 })).toBeGreaterThan(8);
				const next = frames[index + 1];
				if (next !== undefined) expect(meanDifference(frame, next)).toBeGreaterThan(0.2);
			});
		},
	);

	it("paints no two of the ten prompts alike", () => {
		const frames = prompts.map((prompt) => frameOf(painterOf(orderOf(prompt)), 2));
		frames.forEach((frame, index) => {
			for (const other of frames.slice(index + 1)) expect(meanDifference(frame, other)).toBeGreaterThan(12);
		});
	});

	it("paints unknown prompts by their text, and one prompt by its seed", () => {
		const one = frameOf(painterOf(orderOf("blorf")), 1);
		expect(meanDifference(one, frameOf(painterOf(orderOf("quizzle")), 1))).toBeGreaterThan(10);
		expect(meanDifference(one, frameOf(painterOf(orderOf("blorf", { seed: 8 })), 1))).toBeGreaterThan(10);
	});

	it("paints each style unlike the natural one", () => {
		const styled = styleNames.map((style) =>
			frameOf(painterOf(orderOf("city at dusk", { look: { style, camera: null, movement: null } })), 1),
		);
		for (const frame of styled.slice(1))
			expect(meanDifference(frame, styled[0] as Uint8ClampedArray)).toBeGreaterThan(1.5);
	});

	it.each(["zoom_in", "crane_up", "hitchcock", "whip_pan"])("moves the camera by %s without a bare edge", (camera) => {
		for (const prompt of ["desert by day", "a cozy room"]) {
			const painter = painterOf(orderOf(prompt, { look: { style: null, camera, movement: "large" } }));
			for (const at of [0, 4.95]) {
				expect(meanDifference(frameOf(painter, at, "#ff00ff"), frameOf(painter, at, "#000000"))).toBe(0);
			}
			expect(meanDifference(frameOf(painter, 0), frameOf(painter, 4.95))).toBeGreaterThan(1);
		}
	});

	it.each([
		[180, 320],
		[420, 180],
	] as const)("fills a frame of %d by %d in every place", (width, height) => {
		for (const prompt of prompts) {
			const painter = painterOf(orderOf(prompt, { width, height }));
			expect([painter.width, painter.height]).toEqual([width, height]);
			expect(meanDifference(frameOf(painter, 2, "#ff00ff"), frameOf(painter, 2, "#000000"))).toBe(0);
		}
	});

	it("writes the mark only where the order asks for it", () => {
		const order = orderOf("sea by day");
		const corner = (mark: boolean): Uint8ClampedArray => frameOf(painterOf({ ...order, mark }), 1);
		const plain = corner(false);
		const marked = corner(true);
		expect(meanDifference(plain, marked)).toBeGreaterThan(0);
		expect(meanDifference(plain.subarray(0, 320 * 150 * 4), marked.subarray(0, 320 * 150 * 4))).toBe(0);
	});

	it("leaves the context as it found it", () => {
		const context = createCanvas(320, 180).getContext("2d");
		context.globalAlpha = 0.4;
		context.fillStyle = "#123456";
		for (const prompt of prompts) painterOf(orderOf(prompt, { mark: true })).paint(context, 1);
		expect(context.globalAlpha).toBeCloseTo(0.4);
		context.globalAlpha = 1;
		context.fillRect(0, 0, 4, 4);
		expect([...context.getImageData(1, 1, 1, 1).data]).toEqual([0x12, 0x34, 0x56, 255]);
		expect(context.globalCompositeOperation).toBe("source-over");
		expect(context.getTransform().e).toBe(0);
	});

	it("never paints above 1920x1080 in either orientation", () => {
		expect(paintedSize({ width: 3840, height: 2160 })).toEqual({ width: 1920, height: 1080 });
		expect(paintedSize({ width: 2160, height: 3840 })).toEqual({ width: 1080, height: 1920 });
		expect(paintedSize({ width: 1440, height: 1440 })).toEqual({ width: 1080, height: 1080 });
		expect(paintedSize({ width: 640, height: 360 })).toEqual({ width: 640, height: 360 });
		const order = orderOf("sea");
		expect(createScenePainter(order, readScene(order)).width).toBe(320);
	});
});
