import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { blankPng, drawPicture, withOrientation, withSegment } from "./fixtures/pictures.ts";
import { measurePicture } from "./measure-picture.ts";

const folder = mkdtempSync(join(tmpdir(), "pictures-"));
afterAll(() => rmSync(folder, { recursive: true }));

function measure(bytes: Uint8Array) {
	const path = join(folder, "picture");
	writeFileSync(path, bytes);
	return measurePicture(path);
}

const unreadable = { code: "medium_unreadable" };

describe("measurePicture", () => {
	test.each(["png", "jpeg", "webp", "avif"] as const)("reads a %s from its file and from its head", async (format) => {
		const bytes = drawPicture(format, 61, 37);
		expect(await measure(bytes)).toEqual({ width: 61, height: 37 });
		expect(await measurePicture(bytes)).toEqual({ width: 61, height: 37 });
	});

	test("a hundred megapixels in fifty kilobytes are seen in the header", async () => {
		const bytes = blankPng(10_000, 10_000);
		expect(bytes.length).toBeLessThan(50_000);
		expect(await measure(bytes)).toEqual({ width: 10_000, height: 10_000 });
		expect(await measurePicture(bytes.subarray(0, 64))).toEqual({ width: 10_000, height: 10_000 });
	});

	test("a JPEG is measured as it is shown", async () => {
		const jpeg = drawPicture("jpeg", 61, 37);
		for (const upright of [1, 2, 3, 4]) {
			expect(await measure(withOrientation(jpeg, upright))).toEqual({ width: 61, height: 37 });
		}
		for (const onItsSide of [5, 6, 7, 8]) {
			expect(await measure(withOrientation(jpeg, onItsSide))).toEqual({ width: 37, height: 61 });
		}
	});

	test("a camera's long preamble does not hide the size, nor what it writes after the end", async () => {
		let jpeg = drawPicture("jpeg", 61, 37);
		for (let index = 0; index < 20; index++) jpeg = withSegment(jpeg, 0xed, Buffer.alloc(65_000, index));
		expect(await measure(Buffer.concat([jpeg, Buffer.from("maker's notes")]))).toEqual({ width: 61, height: 37 });
	});

	test("a small frame header hidden in a comment does not speak for a large picture", async () => {
		const small = Buffer.from("ffc0000b080010001001011100", "hex");
		const jpeg = withSegment(drawPicture("jpeg", 610, 370), 0xfe, small);
		expect(await measure(jpeg)).toEqual({ width: 610, height: 370 });
		const filled = Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff]), jpeg.subarray(2)]);
		expect(await measure(filled).catch((error) => error.code)).toSatisfy(
			(seen) => seen === "medium_unreadable" || seen.width === 610,
		);
	});

	test.each(["png", "jpeg", "webp"] as const)("a %s that was cut short anywhere is refused", async (format) => {
		const bytes = drawPicture(format, 61, 37);
		for (const length of [0, 1, 8, 20, 40, bytes.length >> 1, bytes.length - 1]) {
			await expect(measure(bytes.subarray(0, length))).rejects.toMatchObject(unreadable);
		}
	});

	test("text and emptiness are no pictures", async () => {
		for (const text of ["", "hello", "GIF", "<svg", "\x89PNG\r\n\x1a\n", "RIFF1234WEBP", "\xff\xd8\xff"]) {
			await expect(measure(Buffer.from(text, "latin1"))).rejects.toMatchObject(unreadable);
		}
	});

	test("a picture without extent is refused", async () => {
		await expect(measure(blankPng(0, 10))).rejects.toMatchObject(unreadable);
		await expect(measure(blankPng(10, 0))).rejects.toMatchObject(unreadable);
	});

	test("whatever is done to its bytes, it is measured or refused", async () => {
		const pictures = [drawPicture("png", 61, 37), drawPicture("jpeg", 61, 37), drawPicture("webp", 61, 37)];
		const changes = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 5 });
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...pictures), changes, async (picture, changed) => {
				const bytes = Buffer.from(picture);
				for (const [at, value] of changed) bytes[at % bytes.length] = value;
				const seen = await measure(bytes).catch((error) => error);
				if (seen.code !== "medium_unreadable") expect(seen.width * seen.height).toBeGreaterThan(0);
			}),
			{ numRuns: 200 },
		);
	});
});
