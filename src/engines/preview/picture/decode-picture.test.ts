import { createCanvas } from "@napi-rs/canvas";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodePicture } from "./decode-picture.ts";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "decode-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(bytes: Uint8Array): Promise<string> {
	const path = join(folder, "picture");
	await writeFile(path, bytes);
	return path;
}

/** 80 by 40, red, its upper left quarter blue. */
function corner() {
	const canvas = createCanvas(80, 40);
	const context = canvas.getContext("2d");
	context.fillStyle = "red";
	context.fillRect(0, 0, 80, 40);
	context.fillStyle = "blue";
	context.fillRect(0, 0, 40, 20);
	return canvas;
}

/** The JPEG with an EXIF block whose only entry is the orientation. */
function turned(jpeg: Buffer, orientation: number): Buffer {
	const exif = Buffer.from(
		"457869660000" + "49492a0008000000" + "0100" + "1201030001000000" + "00000000" + "00000000",
		"hex",
	);
	exif.writeUInt16LE(orientation, exif.length - 8);
	const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
	return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
}

test.each([
	[1, 80, 40, "upper left"],
	[3, 80, 40, "lower right"],
	[6, 40, 80, "upper right"],
	[8, 40, 80, "lower left"],
])("orientation %i is turned upright", async (orientation, width, height, blue) => {
	const image = await decodePicture(await fileWith(turned(corner().toBuffer("image/jpeg", 95), orientation)));
	expect([image.width, image.height]).toEqual([width, height]);
	const context = createCanvas(width, height).getContext("2d");
	context.drawImage(image, 0, 0);
	const places = {
		"upper left": [5, 5],
		"upper right": [width - 5, 5],
		"lower left": [5, height - 5],
		"lower right": [width - 5, height - 5],
	};
	const found = Object.entries(places).filter(
		([, [x, y]]) => (context.getImageData(x as number, y as number, 1, 1).data[2] as number) > 200,
	);
	expect(found.map(([name]) => name)).toEqual([blue]);
});

test.each([
	["PNG", () => corner().toBuffer("image/png")],
	["WebP", () => corner().toBuffer("image/webp")],
	["AVIF", () => corner().toBuffer("image/avif")],
])("%s is decoded", async (_, encode) => {
	const image = await decodePicture(await fileWith(encode()));
	expect([image.width, image.height]).toEqual([80, 40]);
});

test.each([
	["text", Buffer.from("this is no picture")],
	["nothing", Buffer.alloc(0)],
	["the head of a JPEG", corner().toBuffer("image/jpeg").subarray(0, 40)],
])("%s cannot be decoded", async (_, bytes) => {
	await expect(decodePicture(await fileWith(bytes))).rejects.toThrow("the picture cannot be decoded");
});

test("a missing file is the file system's error, not the picture's", async () => {
	await expect(decodePicture(join(folder, "missing"))).rejects.toThrow("ENOENT");
});
