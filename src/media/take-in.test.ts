import { createHash } from "node:crypto";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { FilmgateError } from "../core/errors.ts";
import type { MediumLimits } from "../core/ports/media-intake.ts";
import { createFsBlobStore } from "./blobs/fs.ts";
import type { GuardedFetch } from "./fetch.ts";
import { blankPng, drawPicture, withOrientation } from "./fixtures/pictures.ts";
import { createMediaIntake, type MediaIntakeOptions } from "./take-in.ts";

const rules: MediumLimits = {
	field: "image_url",
	kind: "image",
	formats: ["image/png", "image/jpeg", "image/webp"],
	maxBytes: 1_000_000,
};
const filmRules: MediumLimits = { ...rules, field: "video", kind: "video", formats: ["video/mp4", "video/quicktime"] };
const soundRules: MediumLimits = { ...rules, field: "sound", kind: "audio", formats: ["audio/mpeg", "audio/mp4"] };
const png = drawPicture("png", 400, 300);

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "take-in-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const noFetch: GuardedFetch = async () => {
	throw new Error("nothing may be fetched here");
};

function setup(options: Partial<MediaIntakeOptions> = {}) {
	const clock = createFakeClock();
	const blobs = createFsBlobStore({ folder: join(folder, "blobs"), clock });
	const intake = createMediaIntake({ blobs, fetch: noFetch, clock, folder: join(folder, "incoming"), ...options });
	return { intake, blobs };
}

function stored(): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => entry.name);
}

async function* stream(bytes: Uint8Array, size = 1000) {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name));
const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("what is taken in", () => {
	test("a stream becomes a medium, and nothing but its blob is kept", async () => {
		const { intake, blobs } = setup();
		const medium = await intake.fromStream(stream(png), rules);
		expect(medium).toEqual({
			sha256: hash(png),
			mime: "image/png",
			bytes: png.length,
			width: 400,
			height: 300,
			seconds: null,
		});
		expect(stored()).toEqual([medium.sha256]);
		expect(readFileSync(await blobs.localPath(medium.sha256))).toEqual(png);
	});

	test("base64, with and without the data URL around it, gives the same medium as the stream", async () => {
		const { intake } = setup();
		const text = png.toString("base64");
		const media = [
			await intake.fromStream(stream(png), rules),
			await intake.fromText(text, rules),
			await intake.fromText(`data:image/png;base64,${text}`, rules),
			await intake.fromText(`data:text/html;base64, ${text}`, rules),
		];
		expect(new Set(media.map((medium) => JSON.stringify(medium))).size).toBe(1);
		expect(stored()).toHaveLength(1);
	});

	test("a link is fetched with the field's cap", async () => {
		const fetch = vi.fn(async () => ({ status: 200, mime: "text/html", body: stream(png), url: "https://a.example/" }));
		const { intake } = setup({ fetch });
		const { signal } = new AbortController();
		await expect(intake.fromLink("http://b.example/", rules)).resolves.toMatchObject({ mime: "image/png" });
		expect(fetch).toHaveBeenCalledWith("http://b.example/", { maxBytes: 1_000_000 });
		await expect(intake.fromText(" https://a.example/ ", { ...rules, signal })).resolves.toMatchObject({
			mime: "image/png",
		});
		expect(fetch).toHaveBeenCalledWith("https://a.example/", { maxBytes: 1_000_000, signal });
	});

	test("films and sounds are measured, and sound in a film's container is known for sound", async () => {
		const { intake } = setup();
		const film = { width: 64, height: 36, seconds: 1 };
		const sound = { width: null, height: null };
		const take = (name: string, by: MediumLimits) => intake.fromStream(stream(fixture(name)), by);
		expect(await take("fast-start.mp4", filmRules)).toMatchObject({ mime: "video/mp4", ...film });
		expect(await take("rotated.mov", filmRules)).toMatchObject({ mime: "video/quicktime", width: 36, height: 64 });
		expect(await take("tone.mp3", soundRules)).toMatchObject({ mime: "audio/mpeg", ...sound });
		expect(await take("sound-only.mp4", soundRules)).toMatchObject({ mime: "audio/mp4", ...sound, seconds: 1 });
	});

	test("the extra check sees the file and its measures before it is stored", async () => {
		const verify = vi.fn(async (path: string) => {
			expect(readFileSync(path)).toEqual(png);
			expect(stored()).toHaveLength(1);
		});
		await setup({ verify }).intake.fromStream(stream(png), rules);
		const measured = { mime: "image/png", width: 400, height: 300, seconds: null };
		expect(verify).toHaveBeenCalledWith(expect.any(String), measured);
	});
});

test("what is converted is stored and measured in place of what was sent", async () => {
	const convert = vi.fn(async (path: string) => {
		copyFileSync(join(import.meta.dirname, "fixtures", "fast-start.mp4"), `${path}.mp4`);
		return `${path}.mp4`;
	});
	const { signal } = new AbortController();
	const medium = await setup({ convert }).intake.fromStream(stream(fixture("rotated.mov")), { ...filmRules, signal });
	const measured = { mime: "video/quicktime", width: 36, height: 64, seconds: expect.any(Number) };
	expect(convert).toHaveBeenCalledWith(expect.any(String), measured, signal);
	const { length } = fixture("fast-start.mp4");
	expect(medium).toMatchObject({
		sha256: hash(fixture("fast-start.mp4")),
		mime: "video/mp4",
		width: 64,
		bytes: length,
	});
	expect(stored()).toEqual([medium.sha256]);
});

describe("what is refused", () => {
	const isRefused = async (asked: Promise<unknown>, code: string, allowed: unknown, field = "image_url") => {
		const error = await asked.catch((thrown) => thrown);
		expect(error).toBeInstanceOf(FilmgateError);
		expect(error).toMatchObject({ code, field, allowed, message: expect.stringContaining(field) });
		expect(stored()).toEqual([]);
	};

	test("other formats, by what the bytes are and not by what they are called", async () => {
		const { intake } = setup();
		const allowed = "PNG, JPEG, WebP";
		const html = Buffer.from("<html>").toString("base64");
		await isRefused(intake.fromText(`data:image/png;base64,${html}`, rules), "medium_format_refused", allowed);
		await isRefused(intake.fromStream(stream(Buffer.alloc(0)), rules), "medium_format_refused", allowed);
		await isRefused(intake.fromStream(stream(drawPicture("avif", 9, 9)), rules), "medium_format_refused", allowed);
		const film = stream(fixture("fast-start.mp4"));
		await isRefused(intake.fromStream(film, rules), "medium_format_refused", allowed);
		await isRefused(intake.fromStream(stream(png), filmRules), "medium_format_refused", "MP4, MOV", "video");
		const sound = stream(fixture("sound-only.mp4"));
		await isRefused(intake.fromStream(sound, filmRules), "medium_format_refused", "MP4, MOV", "video");
		const seen = stream(fixture("fast-start.mp4"));
		await isRefused(intake.fromStream(seen, soundRules), "medium_format_refused", "MP3, M4A", "sound");
		const wrongKind = { ...soundRules, formats: ["image/png"] };
		await isRefused(intake.fromStream(stream(png), wrongKind), "medium_format_refused", "PNG", "sound");
	});

	test("one byte over the cap, while it comes in", async () => {
		const { intake } = setup();
		const capped = { ...rules, maxBytes: png.length };
		await intake.fromStream(stream(png, 1), capped);
		const { intake: other } = setup({ folder: join(folder, "other") });
		rmSync(join(folder, "blobs"), { recursive: true });
		const short = { ...rules, maxBytes: png.length - 1 };
		const allowed = `up to ${png.length - 1} bytes`;
		await isRefused(other.fromStream(stream(png), short), "medium_too_large", allowed);
		await isRefused(other.fromText(png.toString("base64"), short), "medium_too_large", allowed);
		const large = { ...rules, maxBytes: 1_048_576 };
		await isRefused(other.fromStream(stream(Buffer.alloc(1_048_577)), large), "medium_too_large", "up to 1 MiB");
	});

	test("films and sounds that are longer than is allowed", async () => {
		const { intake } = setup();
		const recordings = {
			...filmRules,
			field: "file",
			kind: "recording",
			formats: ["video/mp4", "audio/mpeg"],
		} as const;
		const short = { ...recordings, maxSeconds: 0.4 };
		for (const name of ["fast-start.mp4", "tone.mp3"]) {
			const asked = intake.fromStream(stream(fixture(name)), short);
			await isRefused(asked, "medium_dimensions_refused", "at most 0.4 seconds", "file");
		}
		const png = intake.fromStream(stream(drawPicture("png", 9, 9)), recordings);
		await isRefused(png, "medium_format_refused", "MP4, MP3", "file");
		const whole = await intake.fromStream(stream(fixture("tone.mp3")), { ...recordings, maxSeconds: 1 });
		expect(whole.mime).toBe("audio/mpeg");
	});

	test.each([
		[{ maxSide: 399 }, "sides of 399 pixels or less, 50000000 pixels in all or less"],
		[{ minSide: 301 }, "sides of 301 pixels or more, 50000000 pixels in all or less"],
		[{ maxPixels: 119_999 }, "119999 pixels in all or less"],
		[{ ratio: { min: 0.4, max: 1.3 } }, "width to height from 0.4 to 1.3, 50000000 pixels in all or less"],
		[{ ratio: { min: 1.4, max: 2.5 } }, "width to height from 1.4 to 2.5, 50000000 pixels in all or less"],
	])("400x300 pixels where %j is the rule", async (limits, allowed) => {
		const asked = setup().intake.fromStream(stream(png), { ...rules, ...limits });
		await isRefused(asked, "medium_dimensions_refused", allowed);
	});

	test("exactly the limits pass, and the shown sides count", async () => {
		const { intake } = setup();
		const limits = { maxSide: 400, minSide: 300, maxPixels: 120_000, ratio: { min: 4 / 3, max: 4 / 3 } };
		await expect(intake.fromStream(stream(png), { ...rules, ...limits })).resolves.toMatchObject({ width: 400 });
		const lying = withOrientation(drawPicture("jpeg", 300, 400), 6);
		await expect(intake.fromStream(stream(lying), { ...rules, ...limits })).resolves.toMatchObject({ width: 400 });
	});

	test("a hundred megapixels, whatever the rules say", async () => {
		const asked = setup().intake.fromStream(stream(blankPng(10_000, 10_000)), { ...rules, maxPixels: 1_000_000_000 });
		await isRefused(asked, "medium_dimensions_refused", "50000000 pixels in all or less");
	});

	test("a picture or film that is cut short, text that is nothing, a link that is none", async () => {
		const { intake } = setup();
		await isRefused(intake.fromStream(stream(png.subarray(0, -20)), rules), "medium_unreadable", null);
		const film = stream(fixture("fast-start.mp4").subarray(0, -20));
		await isRefused(intake.fromStream(film, filmRules), "medium_unreadable", null, "video");
		await isRefused(intake.fromText("not base64!", rules), "medium_unreadable", null);
		await isRefused(intake.fromText("file:///etc/passwd", rules), "link_refused", null);
		await isRefused(intake.fromText(" \n", rules), "missing_field", expect.any(String));
	});

	test("what the fetcher refuses, under the field's name; also in the middle of the body", async () => {
		async function* breaking() {
			yield png.subarray(0, 100);
			throw new FilmgateError("link_failed", "the link broke off");
		}
		const fetches: [GuardedFetch, string, unknown][] = [
			[async () => Promise.reject(new FilmgateError("link_refused", "no")), "link_refused", null],
			[async () => Promise.reject(new FilmgateError("medium_too_large", "no")), "medium_too_large", "up to 1 MB"],
			[async () => ({ status: 200, mime: null, body: breaking(), url: "" }), "link_failed", null],
		];
		for (const [fetch, code, allowed] of fetches) {
			await isRefused(setup({ fetch }).intake.fromText("https://a.example/", rules), code, allowed);
		}
	});

	test("what the extra check refuses", async () => {
		const verify = async () => {
			throw new FilmgateError("medium_unreadable", "the decoder gave up");
		};
		await isRefused(setup({ verify }).intake.fromStream(stream(png), rules), "medium_unreadable", null);
	});

	test("and a refusal never takes away what somebody else put", async () => {
		const { intake, blobs } = setup();
		const { sha256 } = await intake.fromStream(stream(png), rules);
		await expect(intake.fromStream(stream(png), { ...rules, maxSide: 10 })).rejects.toThrow();
		expect(await blobs.stat(sha256)).not.toBeNull();
	});
});

describe("what breaks", () => {
	test("a client that leaves in the middle leaves nothing", async () => {
		const { intake } = setup();
		const controller = new AbortController();
		const halfway = Promise.withResolvers<void>();
		async function* hanging() {
			yield png.subarray(0, 100);
			halfway.resolve();
			await new Promise(() => {});
		}
		const asked = intake.fromStream(hanging(), { ...rules, signal: controller.signal });
		await halfway.promise;
		controller.abort(new Error("the client left"));
		await expect(asked).rejects.toThrow("the client left");
		expect(stored()).toEqual([]);
	});

	test("a failure of our own stays one", async () => {
		const verify = async () => {
			throw new Error("the decoder is not there");
		};
		await expect(setup({ verify }).intake.fromStream(stream(png), rules)).rejects.toThrow("the decoder is not there");
		expect(stored()).toEqual([]);
	});
});
