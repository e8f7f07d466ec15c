import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { measureRecording, measureVideo } from "./measure.ts";

const folder = mkdtempSync(join(tmpdir(), "recordings-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);

function changed(name: string, change: (bytes: Buffer) => Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, change(readFileSync(fixture(name))));
	return path;
}

const unreadable = { code: "medium_unreadable" };

describe("measureVideo", () => {
	test.each([
		["fast-start.mp4", { width: 64, height: 36, fps: 24, hasSound: true, codec: "avc", faststart: true }],
		["slow-start.mp4", { width: 64, height: 36, fps: 24, hasSound: true, codec: "avc", faststart: false }],
		["rotated.mov", { width: 36, height: 64, fps: 24, hasSound: false, codec: "avc", faststart: false }],
		["film.webm", { width: 64, height: 36, hasSound: false, codec: "vp9", faststart: true }],
	])("%s", async (name, expected) => {
		const measured = await measureVideo(fixture(name));
		expect(measured).toMatchObject(expected);
		expect(measured.seconds).toBeCloseTo(1, 1);
		expect(measured.fps).toBeCloseTo(24, 1);
	});

	test.each(["fast-start.mp4", "slow-start.mp4", "film.webm"])("%s cut short anywhere is refused", async (name) => {
		const { length } = readFileSync(fixture(name));
		for (const cut of [1, 100, length >> 1, length - 40, length - 4]) {
			const path = changed(name, (bytes) => bytes.subarray(0, length - cut));
			await expect(measureVideo(path)).rejects.toMatchObject(unreadable);
		}
	});

	test("what is no video is refused", async () => {
		for (const name of ["tone.mp3", "tone.wav", "tone.m4a", "tone.aac", "sound-only.mp4"]) {
			await expect(measureVideo(fixture(name))).rejects.toMatchObject(unreadable);
		}
		await expect(measureVideo(changed("film.webm", () => Buffer.alloc(0)))).rejects.toMatchObject(unreadable);
		await expect(measureVideo(changed("film.webm", () => Buffer.alloc(9999, "hello ")))).rejects.toMatchObject(
			unreadable,
		);
	});

	test("a playlist is never followed", async () => {
		const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${fixture("fast-start.mp4")}\n#EXT-X-ENDLIST\n`;
		await expect(measureVideo(changed("film.webm", () => Buffer.from(playlist)))).rejects.toMatchObject(unreadable);
	});

	test("an index that claims four thousand million frames costs itself only", async () => {
		const forged = changed("slow-start.mp4", (bytes) => {
			bytes.writeUInt32BE(0xffff_ffff, bytes.indexOf("stts") + 12);
			return bytes;
		});
		const [bad, good] = await Promise.allSettled([measureVideo(forged), measureVideo(fixture("fast-start.mp4"))]);
		expect(bad).toMatchObject({ status: "rejected", reason: unreadable });
		expect(good).toMatchObject({ status: "fulfilled", value: { width: 64 } });
	});
});

describe("measureRecording", () => {
	test.each([
		["tone.mp3", 1.04],
		["tone.wav", 0.25],
		["tone.m4a", 1],
		["tone.aac", 1.04],
		["sound-only.mp4", 1],
	])("%s is sound of %d s", async (name, seconds) => {
		const recording = await measureRecording(fixture(name));
		expect(recording).toMatchObject({ picture: null, hasSound: true });
		expect(recording.seconds).toBeCloseTo(seconds, 2);
	});

	test("a file that is not there is unreadable too", async () => {
		await expect(measureRecording(join(folder, "nothing"))).rejects.toMatchObject(unreadable);
	});
});
