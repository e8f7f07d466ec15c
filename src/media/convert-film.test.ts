import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFilmConverter, withConverted } from "./convert-film.ts";
import { measureVideo } from "./measure.ts";

const fixture = (name: string) => join(import.meta.dirname, "fixtures", name);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "convert-film-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const isInstalled = (() => {
	try {
		execFileSync("ffmpeg", ["-version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
})();

/** A program in ffmpeg's place, written in the shell's language. */
function pretend(script: string): string {
	const path = join(folder, "pretender");
	writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
	return path;
}

test.each([
	["switched off", { ffmpeg: "off" }, "conversion with ffmpeg is switched off on this server"],
	["not on PATH", { ffmpeg: null, searchPath: "/nowhere:/neither" }, "no ffmpeg was found on this server"],
	["not where it was said to be", { ffmpeg: "/nowhere/ffmpeg" }, "no ffmpeg was found on this server"],
])("an ffmpeg that is %s refuses the film and says so", async (_, options, said) => {
	const to = join(folder, "film.mp4");
	await expect(createFilmConverter(options).convert(fixture("film.webm"), to)).rejects.toMatchObject({
		code: "medium_format_refused",
		message: expect.stringContaining(said),
		allowed: "MP4 with H.264 of the Baseline profile",
	});
	expect(existsSync(to)).toBe(false);
});

test.runIf(process.platform !== "win32")("one that fails, or takes too long, leaves nothing behind", async () => {
	const to = join(folder, "film.mp4");
	const failing = pretend(
		"for last; do true; done; echo half > $(echo $last | cut -c6-); echo no such codec >&2; exit 1",
	);
	const convert = (maxMs: number) => createFilmConverter({ ffmpeg: failing, maxMs }).convert(fixture("film.webm"), to);
	const unreadable = { code: "medium_unreadable", message: expect.stringContaining("ffmpeg") };
	await expect(convert(10_000)).rejects.toMatchObject(unreadable);
	expect(existsSync(to)).toBe(false);
	pretend("exec sleep 60");
	await expect(convert(50)).rejects.toMatchObject(unreadable);
});

test.runIf(process.platform !== "win32")("it works on one film at a time, and an abort ends it", async () => {
	const slow = pretend(
		`for last; do true; done; [ -e ${folder}/busy ] && exit 1; touch ${folder}/busy; sleep 0.05; rm ${folder}/busy; echo x > "\${last#file:}"`,
	);
	const converter = createFilmConverter({ ffmpeg: slow });
	await Promise.all([1, 2, 3].map((number) => converter.convert(fixture("film.webm"), join(folder, `${number}.mp4`))));
	const reason = new Error("nobody waits any more");
	await expect(converter.convert(fixture("film.webm"), join(folder, "x.mp4"), AbortSignal.abort(reason))).rejects.toBe(
		reason,
	);
});

test.skipIf(!isInstalled)("foreign films become our own kind (skipped where no ffmpeg is on PATH)", async () => {
	const converter = createFilmConverter({ ffmpeg: null });
	for (const [name, width, height] of [
		["film.webm", 64, 36],
		["rotated.mov", 36, 64],
		["fast-start.mp4", 64, 36],
	] as const) {
		const measured = await withConverted(fixture(name), { converter, folder }, measureVideo);
		expect(measured).toMatchObject({ width, height, codec: "avc", faststart: true });
	}
	expect(readdirSync(folder)).toEqual([]);
	writeFileSync(join(folder, "junk.mp4"), "no film");
	const junk = converter.convert(join(folder, "junk.mp4"), join(folder, "film.mp4"));
	await expect(junk).rejects.toMatchObject({ code: "medium_unreadable", message: expect.stringContaining("ffmpeg") });
});

test.skipIf(!isInstalled)("a film whose pictures are larger than any picture may be is not decoded", async () => {
	const [huge, to] = [join(folder, "huge.mov"), join(folder, "film.mp4")];
	const made = ["-f", "lavfi", "-i", "color=black:s=8000x8000:r=1:d=1", "-frames:v", "1", "-c:v", "png", huge];
	execFileSync("ffmpeg", ["-nostdin", "-v", "error", ...made]);
	await expect(createFilmConverter({ ffmpeg: null }).convert(huge, to)).rejects.toMatchObject({
		code: "medium_unreadable",
	});
	expect(existsSync(to)).toBe(false);
});
