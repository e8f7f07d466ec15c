import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { decodeAudio } from "../audio/decode-audio.ts";
import { createRenderProcess } from "../render/render-process.ts";
import { emptyFolder } from "../render/testing/render-fixture.ts";
import { openSource } from "../source/open-source.ts";
import { convertVideo } from "./convert-video.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../../../media/fixtures/${name}`, import.meta.url));
const wish = (path: string, changes: object = {}) => {
	return { path, outPath: join(emptyFolder(), "out.mp4"), maxSide: 1920, maxSeconds: 60, maxMs: 60_000, ...changes };
};

test("a film of the High profile becomes one that is drawn from, and keeps its sound", async () => {
	const renderer = createRenderProcess({ niceness: 0, threads: 1 });
	const asked = wish(fixture("slow-start.mp4"));
	try {
		await expect(openSource(asked.path)).rejects.toThrow("Baseline");
		const converted = { width: 64, height: 36, frames: 24, hasSound: true };
		expect(await renderer.convertFilm(asked)).toEqual(converted);
	} finally {
		await renderer.close();
	}
	const source = await openSource(asked.outPath);
	expect([source.width, source.height, source.frames]).toEqual([64, 36, 24]);
	expect(source.seconds).toBeCloseTo(1, 2);
	const { bytes } = source.picture(12);
	expect(new Set(bytes).size).toBeGreaterThan(8);
	source.close();
	const sound = await decodeAudio(asked.outPath, { mostSeconds: 5 });
	expect(sound!.left.length / 48_000).toBeCloseTo(1, 1);
	expect(Math.max(...sound!.left.subarray(4_800, 9_600))).toBeGreaterThan(0.05);
});

test("a turned film stays turned, and limits are kept", async () => {
	const asked = wish(fixture("rotated.mov"), { maxSide: 32, maxSeconds: 0.5 });
	expect(await convertVideo(asked)).toMatchObject({ width: 32, height: 18, frames: 12, hasSound: false });
	const source = await openSource(asked.outPath);
	expect([source.width, source.height]).toEqual([18, 32]);
	source.close();
});

test.each([
	["another codec", fixture("film.webm"), "its pictures are vp9, not H.264"],
	["sound alone", fixture("sound-only.mp4"), "it has no pictures"],
	["a picture of words", "", "it is broken, or of a kind that is not read here"],
])("%s is refused with a reason, and leaves nothing", async (_, path, reason) => {
	const asked = wish(path === "" ? join(emptyFolder(), "junk") : path);
	if (path === "") await writeFile(asked.path, "no film at all");
	await expect(convertVideo(asked)).rejects.toThrow(reason);
	expect(existsSync(asked.outPath)).toBe(false);
});

test("a film that takes too long is given up", async () => {
	await expect(convertVideo(wish(fixture("slow-start.mp4"), { maxMs: 1 }))).rejects.toThrow("takes too long");
});
