import { openSync, readFileSync, readSync } from "node:fs";
import { loadImage } from "@napi-rs/canvas";
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from "mediabunny";
import { afterAll, expect, test } from "vitest";
import { createRenderProcess } from "./render-process.ts";
import { jobOf, smallOrder, testOptions } from "./testing/render-fixture.ts";

const renderer = createRenderProcess(testOptions);
afterAll(() => renderer.close());

async function open(path: string) {
	const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
	const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()];
	return { input, video: video!, audio };
}

/** Types and sizes of the boxes at the top of a file. */
function boxesOf(path: string): string[] {
	const bytes = readFileSync(path);
	const types: string[] = [];
	for (let position = 0; position < bytes.length; ) {
		types.push(bytes.toString("latin1", position + 4, position + 8));
		const length = bytes.readUInt32BE(position);
		position += length === 1 ? Number(bytes.readBigUInt64BE(position + 8)) : length;
	}
	return types;
}

test("the film is as long and as large as ordered, frame by frame", async () => {
	const film = await renderer.render(jobOf(smallOrder({ seconds: 4, fps: 30, sound: true })));
	const { input, video } = await open(film.filmPath);
	expect(await input.computeDuration()).toBe(4);
	expect([await video.getDisplayWidth(), await video.getDisplayHeight(), await video.getCodec()]).toEqual([
		192,
		108,
		"avc",
	]);
	const keys: number[] = [];
	let frames = 0;
	for await (const packet of new EncodedPacketSink(video).packets()) {
		expect(packet.timestamp).toBeCloseTo(frames / 30, 9);
		if (packet.type === "key") keys.push(frames);
		frames += 1;
	}
	expect(frames).toBe(120);
	expect(keys).toEqual([0, 30, 60, 90]);
	expect(film).toMatchObject({ width: 192, height: 108, seconds: 4, fps: 30, hasSound: true });
	expect(film.bytes).toBe(readFileSync(film.filmPath).length);
});

test("players find the index first and are told the colours", async () => {
	const film = await renderer.render(jobOf(smallOrder()));
	const boxes = boxesOf(film.filmPath);
	expect(boxes.indexOf("moov")).toBeLessThan(boxes.indexOf("mdat"));
	const { video } = await open(film.filmPath);
	expect(await video.getColorSpace()).toEqual({
		primaries: "bt709",
		transfer: "bt709",
		matrix: "bt709",
		fullRange: false,
	});
});

test("sound is there when ordered, as long as the film, and only then", async () => {
	const [silent, loud] = await Promise.all([
		renderer.render(jobOf(smallOrder())),
		renderer.render(jobOf(smallOrder({ sound: true }))),
	]);
	expect((await open(silent.filmPath)).audio).toBeNull();
	expect(silent.hasSound).toBe(false);
	const { audio } = await open(loud.filmPath);
	expect([await audio!.getCodec(), await audio!.getSampleRate(), await audio!.getNumberOfChannels()]).toEqual([
		"aac",
		48_000,
		2,
	]);
	expect(await audio!.computeDuration()).toBeCloseTo(1, 9);
});

test("the cover shows the film at most 1280 pixels wide", async () => {
	const film = await renderer.render(jobOf(smallOrder({ width: 1920, height: 1080, fps: 4 })));
	const cover = await loadImage(readFileSync(film.coverPath));
	expect([cover.width, cover.height, film.coverWidth, film.coverHeight]).toEqual([1280, 720, 1280, 720]);
});

test("a film larger than its painter's canvas is scaled up", async () => {
	const film = await renderer.render(jobOf(smallOrder({ width: 2560, height: 1440, fps: 4 })));
	const { video } = await open(film.filmPath);
	expect([await video.getCodedWidth(), await video.getCodedHeight()]).toEqual([2560, 1440]);
});

test("the file keeps no clock", async () => {
	const film = await renderer.render(jobOf(smallOrder({ sound: true })));
	const start = Buffer.alloc(200);
	readSync(openSync(film.filmPath, "r"), start);
	const header = start.indexOf("mvhd");
	expect(start.readUInt32BE(header + 8)).toBe(0);
	expect(start.readUInt32BE(header + 12)).toBe(0);
});
