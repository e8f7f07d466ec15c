import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createFilmMeter } from "./film-meter.ts";
import { drawPicture } from "./fixtures/pictures.ts";

const folder = mkdtempSync(join(tmpdir(), "film-meter-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);
const meter = createFilmMeter();

function file(bytes: Uint8Array): string {
	const path = join(folder, "delivered");
	writeFileSync(path, bytes);
	return path;
}

describe("createFilmMeter", () => {
	test("measures films, sounds and pictures", async () => {
		expect(await meter.measure(fixture("fast-start.mp4"), "video")).toEqual({
			mime: "video/mp4",
			width: 64,
			height: 36,
			seconds: 1,
			fps: 24,
			hasSound: true,
		});
		const sound = { width: null, height: null, fps: null, hasSound: true };
		expect(await meter.measure(fixture("tone.wav"), "audio")).toEqual({ mime: "audio/wav", seconds: 0.25, ...sound });
		expect(await meter.measure(fixture("sound-only.mp4"), "audio")).toMatchObject({ mime: "audio/mp4", ...sound });
		expect(await meter.measure(file(drawPicture("jpeg", 30, 20)), "image")).toEqual({
			mime: "image/jpeg",
			width: 30,
			height: 20,
			seconds: null,
			fps: null,
			hasSound: false,
		});
	});

	test("an engine that delivered something else is found out", async () => {
		const wrong = [
			[fixture("fast-start.mp4"), "audio"],
			[fixture("fast-start.mp4"), "image"],
			[fixture("sound-only.mp4"), "video"],
			[file(Buffer.from("<html>502 Bad Gateway</html>")), "video"],
		] as const;
		for (const [path, kind] of wrong) {
			await expect(meter.measure(path, kind)).rejects.toMatchObject({ code: "medium_unreadable" });
		}
	});
});
