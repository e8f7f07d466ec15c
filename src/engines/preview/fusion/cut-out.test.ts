import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, it } from "vitest";
import { cutOut } from "./cut-out.ts";
import { redDisc } from "./testing/reference-pictures.ts";

async function cut(canvas: ReturnType<typeof redDisc>) {
	return cutOut(await loadImage(canvas.toBuffer("image/png")));
}

it("cuts what stands out from its ground, tightly, with what is inside of it", async () => {
	const { canvas, cropped, print } = await cut(redDisc());
	expect([cropped, print]).toEqual([false, false]);
	expect(Math.abs(canvas.width - 90)).toBeLessThan(9);
	expect(Math.abs(canvas.height - 90)).toBeLessThan(9);
	const alphaAt = (x: number, y: number) => canvas.getContext("2d").getImageData(x, y, 1, 1).data[3] as number;
	expect(alphaAt(canvas.width / 2, canvas.height / 2)).toBe(255);
	expect(alphaAt(Math.round(canvas.width / 2) - 14, Math.round(canvas.height / 2) - 11)).toBe(255);
	expect(alphaAt(2, 2)).toBe(0);
});

it("knows what its picture cuts off", async () => {
	const whole = redDisc();
	const upper = createCanvas(200, 100);
	upper.getContext("2d").drawImage(whole, 0, 0);
	expect((await cut(upper)).cropped).toBe(true);
});

it("takes a transparent picture at its word", async () => {
	const canvas = createCanvas(100, 100);
	canvas.getContext("2d").fillStyle = "rgb(20,200,90)";
	canvas.getContext("2d").fillRect(10, 20, 30, 60);
	const { canvas: figure } = await cut(canvas);
	expect([figure.width, figure.height]).toEqual([30, 60]);
});

it("makes a print of a picture in which nothing stands out", async () => {
	const canvas = createCanvas(120, 80);
	canvas.getContext("2d").fillStyle = "rgb(90,120,150)";
	canvas.getContext("2d").fillRect(0, 0, 120, 80);
	const { canvas: print, ...rest } = await cut(canvas);
	expect(rest).toEqual({ cropped: false, print: true });
	expect(print.width).toBeGreaterThan(120);
});
