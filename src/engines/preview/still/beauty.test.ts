import { createCanvas } from "@napi-rs/canvas";
import { expect, it } from "vitest";
import { beautyOf } from "./beauty.ts";

function scoreOf(x: number, y: number): number {
	const context = createCanvas(90, 60).getContext("2d");
	context.fillStyle = "rgb(60,80,110)";
	context.fillRect(0, 0, 90, 60);
	context.fillStyle = "rgb(230,170,90)";
	context.fillRect(x - 8, y - 8, 16, 16);
	return beautyOf(context);
}

it("likes a thing near a third better than one at the edge, and that better than nothing", () => {
	expect(scoreOf(30, 40)).toBeGreaterThan(scoreOf(9, 9));
	expect(scoreOf(9, 9)).toBeGreaterThan(scoreOf(-50, -50));
});
