import { createCanvas } from "@napi-rs/canvas";
import { expect, it, onTestFinished } from "vitest";
import { pictureInput, plainOrder, type RenderInput, type RenderOrder } from "../render-order.ts";
import { frameOf, meanDifference } from "../scene/testing.ts";
import { renderMovingDisc, sourceInput } from "../source/testing.ts";
import { createFusionPainter } from "./create-fusion-painter.ts";
import { redDisc, savePicture } from "./testing/reference-pictures.ts";

const size = { width: 192, height: 108 };

function orderOf(prompt: string, inputs: readonly RenderInput[]): RenderOrder {
	return plainOrder({ operation: "reference-to-video", prompt, ...size, seconds: 2, fps: 12, inputs });
}

function disc(name: string): RenderInput {
	return { ...pictureInput(savePicture(redDisc()), "reference"), name };
}

/** Where a frame is redder than anything else in it, as the mean column; and how much of it is. */
function redness(frame: Uint8ClampedArray): { column: number; share: number } {
	let [sum, count] = [0, 0];
	for (let index = 0; index < frame.length; index += 4) {
		if ((frame[index] as number) < 1.8 * Math.max(frame[index + 1] as number, frame[index + 2] as number)) continue;
		sum += (index / 4) % size.width;
		count += 1;
	}
	return { column: sum / count, share: count / (size.width * size.height) };
}

it("puts a reference into the place that the prompt names, where it says", async () => {
	const alone = redness(frameOf(await createFusionPainter(orderOf("a sunny meadow", [])), 1));
	const left = redness(
		frameOf(await createFusionPainter(orderOf("@ball on the left, a sunny meadow", [disc("ball")])), 1),
	);
	const right = redness(
		frameOf(await createFusionPainter(orderOf("@ball on the right, a sunny meadow", [disc("ball")])), 1),
	);
	expect(alone.share).toBeLessThan(0.02);
	expect(left.share).toBeGreaterThan(alone.share + 0.05);
	expect(left.column).toBeLessThan(size.width / 2 - 15);
	expect(right.column).toBeGreaterThan(size.width / 2 + 15);
});

it("moves it, and draws the same frame whoever draws it", async () => {
	const order = orderOf("@ball jumps over a sunny meadow", [disc("ball")]);
	const [one, two] = [await createFusionPainter(order), await createFusionPainter(order)];
	frameOf(one, 1.5);
	expect(frameOf(one, 0.5)).toEqual(frameOf(two, 0.5));
	expect(meanDifference(frameOf(one, 0.5), frameOf(one, 1.5))).toBeGreaterThan(1);
});

it("takes a background picture as the place", async () => {
	const blue = createCanvas(192, 108);
	blue.getContext("2d").fillStyle = "rgb(30,60,220)";
	blue.getContext("2d").fillRect(0, 0, 192, 108);
	const inputs = [disc("ball"), { ...pictureInput(savePicture(blue), "background"), name: "room" }];
	const frame = frameOf(await createFusionPainter(orderOf("@ball in @room", inputs)), 0.5);
	expect([...frame.subarray(0, 3)]).toEqual([30, 60, 220]);
	const middle = (70 * 192 + 96) * 4;
	expect(frame[middle]).toBeGreaterThan(frame[middle + 2] as number);
});

it("takes a film's middle frame for a reference", async () => {
	const film = await renderMovingDisc();
	onTestFinished(() => film.remove());
	const reference = { ...sourceInput(film.path, "reference"), name: "ball" };
	const [alone, joined] = [orderOf("a sunny meadow", []), orderOf("@ball in a sunny meadow", [reference])];
	const [place, frame] = [await createFusionPainter(alone), await createFusionPainter(joined)];
	expect(meanDifference(frameOf(place, 0.5), frameOf(frame, 0.5))).toBeGreaterThan(3);
});
