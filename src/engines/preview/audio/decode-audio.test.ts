import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { RenderFailed } from "../render/render-failed.ts";
import { emptyFolder } from "../render/testing/render-fixture.ts";
import { decodeAudio } from "./decode-audio.ts";
import { waveFile } from "./testing/wave-file.ts";

const fixture = (name: string) => fileURLToPath(new URL(`../../../media/fixtures/${name}`, import.meta.url));
const long = { mostSeconds: 60 };

/** Rising zero crossings a second, where the tone is steady. */
function pitchOf(samples: Float32Array): number {
	const steady = samples.subarray(Math.round(samples.length * 0.2), Math.round(samples.length * 0.8));
	let crossings = 0;
	for (let at = 1; at < steady.length; at++) if (steady[at - 1]! < 0 && steady[at]! >= 0) crossings++;
	return (crossings * 48_000) / steady.length;
}

test.each([
	["tone.wav", 0.25],
	["tone.mp3", 1],
	["tone.m4a", 1],
	["tone.aac", 1],
	["fast-start.mp4", 1],
	["sound-only.mp4", 1],
])("%s is a tone of 440 Hz and of its length", async (name, seconds) => {
	const sound = await decodeAudio(fixture(name), long);
	expect(sound!.sampleRate).toBe(48_000);
	expect(Math.abs(sound!.left.length / 48_000 - seconds)).toBeLessThan(0.05);
	expect(sound!.right.length).toBe(sound!.left.length);
	expect(Math.abs(pitchOf(sound!.left) - 440)).toBeLessThan(12);
});

test("what comes later than asked for is left out", async () => {
	const sound = await decodeAudio(fixture("tone.m4a"), { mostSeconds: 0.5 });
	expect(sound!.left).toHaveLength(24_000);
});

test("a film without sound gives none", async () => {
	expect(await decodeAudio(fixture("rotated.mov"), long)).toBeNull();
});

test("six channels are heard in two", async () => {
	const path = join(emptyFolder(), "six.wav");
	const channels = Array.from({ length: 6 }, (_, channel) => new Float32Array(4800).fill(channel === 1 ? 0.5 : 0));
	await writeFile(path, waveFile(channels, { sampleRate: 48_000, bits: 16, kind: "integer" }));
	const sound = await decodeAudio(path, long);
	expect(sound!.left[2400]).toBe(0);
	expect(sound!.right[2400]).toBeCloseTo(0.3, 2);
});

test.each([
	["junk", Buffer.from("no sound at all, only words")],
	["an empty file", Buffer.alloc(0)],
	["a WAV file of a telephone's", waveFile([new Float32Array(9)], { sampleRate: 8000, bits: 8, kind: "law" })],
])("%s is refused with a reason", async (_, bytes) => {
	const path = join(emptyFolder(), "sound");
	await writeFile(path, bytes);
	const refusal = await decodeAudio(path, long).catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(RenderFailed);
	expect((refusal as Error).message).toMatch(/^The sound cannot be decoded: /);
});
