import type * as CanvasModule from "@napi-rs/canvas";
import { beforeEach, expect, it, vi } from "vitest";
import { createFrame, createStage } from "./stage.ts";
import { createFinish } from "./finish.ts";
import { createPlace } from "./places/place.ts";
import { readScene } from "./read-prompt.ts";
import { orderOf } from "./testing.ts";

const made = vi.hoisted(() => ({ bytes: 0 }));
vi.mock("@napi-rs/canvas", async (load) => {
	const real = await load<typeof CanvasModule>();
	const createCanvas = (width: number, height: number) => {
		made.bytes += width * height * 4;
		return real.createCanvas(width, height);
	};
	return { ...real, createCanvas };
});
beforeEach(() => {
	made.bytes = 0;
});

const size = { width: 640, height: 360 };
/** 64 MB at 720p, and a quarter of it at half the size; what is used while a layer is painted is counted as well. */
const mostMegabytes = 64 / 4;

it.each([
	"City sunset timelapse",
	"Mountains timelapse from dawn to night",
	"Street at dusk, timelapse",
	"Countryside sunset timelapse, pan right",
	"Autumn forest, pan left",
	"Deep space, a ringed planet",
	"A cozy room with a fireplace on a rainy night",
	"Desert dunes at noon, crane up",
	"A calm sea at dawn",
	"Ink and jazz in seven colours",
])("a painter of %j holds few canvases, and the same few for a film of any length", async (prompt) => {
	const order = orderOf(prompt, size);
	const stage = createStage(order, { scene: readScene(order), ...size });
	const place = createPlace(stage);
	createFinish(stage);
	const { createCanvas } = await vi.importActual<typeof CanvasModule>("@napi-rs/canvas");
	const context = createCanvas(size.width, size.height).getContext("2d");
	for (let at = 0; at < order.seconds; at += 0.31) place.paint(context, createFrame(stage, at));
	const once = made.bytes;
	expect(once / 1e6).toBeLessThan(mostMegabytes);
	for (let at = 0; at < order.seconds; at += 0.47) place.paint(context, createFrame(stage, at));
	expect(made.bytes - once).toBeLessThan(once * 0.2); // Textures of the hours that are painted anew.
});
