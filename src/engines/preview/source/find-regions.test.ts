import { createCanvas, loadImage } from "@napi-rs/canvas";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createRenderProcess } from "../render/render-process.ts";
import { plainOrder } from "../render-order.ts";
import { findRegions } from "./find-regions.ts";

test("what stands in the foreground is found before the clouds, and the background is all the rest", async () => {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-regions-"));
	const renderer = createRenderProcess({ niceness: 0 });
	try {
		const order = plainOrder({
			...{ prompt: "A dog runs across a meadow, hills, clouds", mark: true },
			...{ width: 320, height: 180, seconds: 1, fps: 6 },
		});
		const signal = new AbortController().signal;
		const { filmPath } = await renderer.render({ order, folder, lane: "live", onProgress: () => {}, signal });
		const { masks } = await findRegions({ path: filmPath, keyframe: 4 });
		expect(masks[0]!.name).toBe("object");
		expect(masks.at(-1)!.name).toBe("background");
		const [first, rest] = await Promise.all([masks[0]!, masks.at(-1)!].map(({ picture }) => pixelsOf(picture.bytes)));
		let [sum, count] = [0, 0];
		for (let index = 0; index < 320 * 180; index++) {
			if (first![index * 4]! < 128) continue;
			sum += Math.floor(index / 320);
			count++;
			expect(rest![index * 4]).toBe(0);
		}
		expect(sum / count / 180).toBeGreaterThan(0.6);
	} finally {
		await renderer.close();
		await rm(folder, { recursive: true, force: true });
	}
});

async function pixelsOf(bytes: Uint8Array): Promise<Uint8ClampedArray> {
	const context = createCanvas(320, 180).getContext("2d");
	context.drawImage(await loadImage(Buffer.from(bytes)), 0, 0);
	return context.getImageData(0, 0, 320, 180).data;
}
