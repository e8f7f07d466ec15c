import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blankPng, drawPicture } from "./fixtures/pictures.ts";
import { sniff } from "./sniff.ts";

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);

describe("sniff", () => {
	test.each([
		["fast-start.mp4", "video/mp4"],
		["rotated.mov", "video/quicktime"],
		["film.webm", "video/webm"],
		["tone.mp3", "audio/mpeg"],
		["tone.wav", "audio/wav"],
		["tone.m4a", "audio/mp4"],
		["tone.aac", "audio/aac"],
	])("%s is %s, by path and by bytes", async (name, mime) => {
		expect(await sniff(fixture(name))).toBe(mime);
		expect(await sniff(readFileSync(fixture(name)))).toBe(mime);
	});

	test("knows pictures, also those that are refused by name", async () => {
		expect(await sniff(blankPng(1, 1))).toBe("image/png");
		for (const format of ["jpeg", "webp", "avif"] as const) {
			expect(await sniff(drawPicture(format, 4, 4))).toBe(`image/${format}`);
		}
		expect(await sniff(Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"))).toBe("image/gif");
		expect(await sniff(Buffer.concat([Buffer.from("BM"), Buffer.alloc(100)]))).toBe("image/bmp");
	});

	test("an animated PNG is a PNG, an iTunes film an MP4", async () => {
		const png = blankPng(2, 2);
		const control = Buffer.from("000000086163544c000000010000000000000000", "hex");
		expect(await sniff(Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]))).toBe("image/png");
		const film = readFileSync(fixture("fast-start.mp4"));
		film.write("M4V ", 8, "latin1");
		expect(await sniff(film)).toBe("video/mp4");
	});

	test("text, pages and drawings that run scripts are nothing that callers take", async () => {
		for (const text of ["", "plain text", "<html><script>alert(1)</script>", "{}"]) {
			expect(await sniff(Buffer.from(text))).toBeNull();
		}
		const svg = await sniff(Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'));
		expect(svg).not.toMatch(/^(image|video|audio)\/(?!svg)/);
	});

	test("a file that is missing is our error and not the client's", async () => {
		await expect(sniff(fixture("nothing"))).rejects.toMatchObject({ code: "ENOENT" });
	});
});
