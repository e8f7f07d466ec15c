import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { choosePainter } from "../render/choose-painter.ts";
import { createRenderProcess } from "../render/render-process.ts";
import { plainOrder, type RenderOrder } from "../render-order.ts";
import { frameOf } from "../scene/testing.ts";
import { faceAt } from "./testing/face-artist.ts";

const size = { width: 192, height: 108 };
const folder = mkdtempSync(join(tmpdir(), "filmgate-lips-"));
const films: Record<"face" | "disc", string> = { face: "", disc: "" };
afterAll(() => rm(folder, { recursive: true, force: true }));

async function render(name: "face" | "disc", artist: string): Promise<void> {
	const renderer = createRenderProcess({ artist: new URL(artist, import.meta.url).href, niceness: 0, threads: 1 });
	const order = plainOrder({ prompt: "", ...size, seconds: 2, fps: 12 });
	const signal = new AbortController().signal;
	const film = await renderer.render({ order, folder: join(folder, name), lane: "live", onProgress: () => {}, signal });
	films[name] = film.filmPath;
	await renderer.close();
}

beforeAll(async () => {
	await render("face", "./testing/face-artist.ts");
	await render("disc", "../source/testing-artist.ts");
});

function lipSync(name: "face" | "disc"): RenderOrder {
	const inputs = [{ role: "source", path: films[name], mime: "video/mp4", ...size, seconds: 2 }] as const;
	const plain = plainOrder({ operation: "lip-sync", prompt: "", ...size, seconds: 2, fps: 12, inputs });
	return { ...plain, settings: { ...plain.settings, speech: { text: "Ah! Good morning, my dear.", voice: "7" } } };
}

/** The middle of what differs between two frames by more than compression, in shares; null for nothing. */
function changed(one: Uint8ClampedArray, other: Uint8ClampedArray): { x: number; y: number } | null {
	let [x, y, count] = [0, 0, 0];
	for (let at = 0; at < one.length; at += 4) {
		if (Math.abs(one[at]! - other[at]!) < 40) continue;
		x += (at / 4) % size.width;
		y += Math.floor(at / 4 / size.width);
		count += 1;
	}
	return count < 4 ? null : { x: x / count / size.width, y: y / count / size.height };
}

test("the mouth of a face moves while it speaks, where the face has gone to", async () => {
	const painter = await choosePainter(lipSync("face"));
	const plain = await choosePainter({ ...lipSync("face"), operation: "sound-effect" });
	const seen = Array.from({ length: 24 }, (_, frame) => frame / 12).map((at) => ({
		at,
		mouth: changed(frameOf(painter, at), frameOf(plain, at)),
	}));
	const open = seen.filter(({ mouth }) => mouth !== null);
	expect(seen[0]!.mouth).toBeNull();
	expect(open.length).toBeGreaterThan(4);
	for (const { at, mouth } of open) {
		const face = faceAt(at);
		expect(Math.abs(mouth!.x - face.x)).toBeLessThan(0.025);
		expect(Math.abs(mouth!.y - face.y - 0.32 * 0.42)).toBeLessThan(0.04);
	}
});

test("a film without a face gets bars in its lower left corner", async () => {
	const painter = await choosePainter(lipSync("disc"));
	const plain = await choosePainter({ ...lipSync("disc"), operation: "sound-effect" });
	const bars = changed(frameOf(painter, 0.5), frameOf(plain, 0.5));
	expect(bars!.x).toBeLessThan(0.15);
	expect(bars!.y).toBeGreaterThan(0.8);
});

test("both drawing threads paint the same", async () => {
	const [whole, late] = [await choosePainter(lipSync("face")), await choosePainter(lipSync("face"))];
	frameOf(whole, 0.25);
	expect(frameOf(whole, 0.75)).toEqual(frameOf(late, 0.75));
});
