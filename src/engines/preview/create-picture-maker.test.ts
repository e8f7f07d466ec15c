import { createCanvas, loadImage } from "@napi-rs/canvas";
import { copyFileSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { FilmgateError } from "../../core/errors.ts";
import type { MadePicture } from "../../core/ports/picture-maker.ts";
import type { FilmConverter } from "../../media/convert-film.ts";
import { createPictureMaker } from "./create-picture-maker.ts";
import { createDrawableFilms } from "./drawable-films.ts";
import { createRenderProcess } from "./render/render-process.ts";
import { emptyFolder } from "./render/testing/render-fixture.ts";
import { plainOrder } from "./render-order.ts";
import { type MovingDisc, renderMovingDisc, sourceInput } from "./source/testing.ts";
import { discAt } from "./source/testing-artist.ts";

const renderer = createRenderProcess({ niceness: 0 });
let film: MovingDisc;
beforeAll(async () => {
	film = await renderMovingDisc();
});
afterAll(() => Promise.all([renderer.close(), film.remove()]));

let folder: string;
beforeEach(() => {
	folder = emptyFolder();
});

const refuses: FilmConverter = {
	convert: () => Promise.reject(new FilmgateError("medium_format_refused", "there is no ffmpeg")),
};
const foreign = new URL("../../media/fixtures/rotated.mov", import.meta.url).pathname;

function setup(converter: FilmConverter = refuses) {
	const stored = new Map([
		["film", film.path],
		["foreign", foreign],
	]);
	const films = createDrawableFilms({ renderer, converter, folder });
	const localPath = async (sha256: string) => {
		const path = stored.get(sha256);
		if (path === undefined) throw new FilmgateError("not_found", "There is no such medium.");
		return path;
	};
	return { maker: createPictureMaker({ renderer, films, localPath }), films, stored };
}

async function pixelsOf({ bytes }: MadePicture) {
	const image = await loadImage(Buffer.from(bytes));
	const context = createCanvas(image.width, image.height).getContext("2d");
	context.drawImage(image, 0, 0);
	const { data } = context.getImageData(0, 0, image.width, image.height);
	return (x: number, y: number) => [...data.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 3)];
}

describe("pictures", () => {
	test("a sheet shows the film from its beginning to its end", async () => {
		const sheet = await setup().maker.sheet("film", { columns: 2, rows: 2, width: 192 });
		expect(sheet).toMatchObject({ mime: "image/jpeg", width: 192, height: 108 });
		const at = await pixelsOf(sheet);
		for (const [index, instant] of [0.25, 0.75, 1.25, 1.75].entries()) {
			const x = Math.round((index % 2) * 96 + discAt(instant).x * 96);
			const [red = 0, , blue = 0] = at(x, Math.floor(index / 2) * 54 + 27 - 6);
			expect(red - blue).toBeGreaterThan(60);
		}
	});

	test("a thumbnail is smaller, never larger, and has the format that was asked for", async () => {
		const { maker, stored } = setup();
		const path = join(folder, "cover.png");
		writeFileSync(path, createCanvas(300, 200).toBuffer("image/png"));
		stored.set("cover", path);
		const small = await maker.thumbnail("cover", { mime: "image/webp", maxSide: 60 });
		expect(small).toMatchObject({ mime: "image/webp", width: 60, height: 40 });
		expect(Buffer.from(small.bytes).toString("latin1", 8, 12)).toBe("WEBP");
		expect(await maker.thumbnail("cover", { mime: "image/jpeg", maxSide: 900 })).toMatchObject({
			width: 300,
			height: 200,
		});
	});

	test("regions are masks of the frame that was asked for, and make it up together", async () => {
		const { keyframe, frame, masks } = await setup().maker.regions("film", 13);
		expect(frame).toBe(13);
		expect(keyframe).toMatchObject({ mime: "image/jpeg", width: 192, height: 108 });
		expect(masks.length).toBeGreaterThanOrEqual(2);
		expect(masks.at(-1)?.name).toBe("background");
		const looks = await Promise.all(masks.map(({ picture }) => pixelsOf(picture)));
		const disc = { x: Math.round(discAt(13 / 12).x * 192), y: 45 };
		expect(looks[0]?.(disc.x, disc.y)).toEqual([255, 255, 255]);
		expect(looks.at(-1)?.(disc.x, disc.y)).toEqual([0, 0, 0]);
		expect(looks.at(-1)?.(5, 5)).toEqual([255, 255, 255]);
		for (const { picture } of masks) expect(picture).toMatchObject({ mime: "image/png", width: 192, height: 108 });
	});

	test("a frame beyond the film is its last", async () => {
		expect((await setup().maker.regions("film", 999)).frame).toBe(24);
	});

	test("what was drawn is drawn once, for whoever asks meanwhile and for whoever asks later", async () => {
		const sheets = vi.spyOn(renderer, "makeSheet");
		const { maker } = setup();
		const wish = { columns: 1, rows: 1, width: 48 };
		const [one, other] = await Promise.all([maker.sheet("film", wish), maker.sheet("film", { ...wish })]);
		expect([other, await maker.sheet("film", wish)]).toEqual([one, one]);
		expect(sheets).toHaveBeenCalledTimes(1);
		expect(await maker.sheet("film", { ...wish, width: 64 })).toMatchObject({ width: 64 });
		expect(sheets).toHaveBeenCalledTimes(2);
	});

	test("what could not be drawn is tried again", async () => {
		const { maker, stored } = setup();
		const wish = { mime: "image/webp", maxSide: 9 } as const;
		await expect(maker.thumbnail("late", wish)).rejects.toMatchObject({ code: "not_found" });
		stored.set("late", join(folder, "late.png"));
		writeFileSync(join(folder, "late.png"), createCanvas(30, 20).toBuffer("image/png"));
		expect(await maker.thumbnail("late", wish)).toMatchObject({ width: 9, height: 6 });
	});

	test("what is not stored, and what cannot be decoded, is refused", async () => {
		const { maker, stored } = setup();
		await expect(maker.sheet("nothing", { columns: 1, rows: 1, width: 9 })).rejects.toMatchObject({
			code: "not_found",
		});
		stored.set("junk", join(folder, "junk"));
		writeFileSync(join(folder, "junk"), "no picture");
		await expect(maker.thumbnail("junk", { mime: "image/webp", maxSide: 9 })).rejects.toMatchObject({
			code: "medium_unreadable",
		});
	});
});

describe("foreign films", () => {
	test("are converted for as long as they are needed", async () => {
		const asked: string[] = [];
		const copies: FilmConverter = {
			async convert(from, to) {
				asked.push(from);
				copyFileSync(film.path, to);
			},
		};
		const { maker, films } = setup(copies);
		expect(await maker.sheet("foreign", { columns: 1, rows: 1, width: 64 })).toMatchObject({ width: 64 });
		const picture = { ...sourceInput("picture.png"), mime: "image/png" };
		const order = plainOrder({ prompt: "", inputs: [sourceInput(foreign), picture, sourceInput(film.path, "motion")] });
		const paths = await films.withDrawableInputs(order, async ({ inputs }) => inputs.map(({ path }) => path));
		expect(paths).toEqual([expect.stringContaining(folder), "picture.png", film.path]);
		expect(asked).toEqual([foreign, foreign]);
		expect(readdirSync(folder)).toEqual([]);
	});

	test("come in converted, and are refused with the reason where that cannot be", async () => {
		const { films } = setup();
		await expect(films.convertForeign(foreign, { mime: "video/quicktime" })).rejects.toThrow("there is no ffmpeg");
		expect(await films.convertForeign(film.path, { mime: "video/mp4" })).toBeNull();
		expect(await films.convertForeign("sound.mp3", { mime: "audio/mpeg" })).toBeNull();
	});

	test("leave nothing behind, neither half a copy of one that is refused nor what a killed server had lent", async () => {
		const old = join(folder, "lent.mp4");
		writeFileSync(old, "a copy");
		utimesSync(old, 0, 0);
		const diesHalfWay: FilmConverter = {
			async convert(_, to) {
				writeFileSync(to, "half");
				throw new FilmgateError("medium_format_refused", "there is no ffmpeg");
			},
		};
		const { films } = setup(diesHalfWay);
		const sent = join(folder, "sent");
		copyFileSync(foreign, sent);
		await expect(films.convertForeign(sent, { mime: "video/quicktime" })).rejects.toThrow("there is no ffmpeg");
		expect(readdirSync(folder)).toEqual(["sent"]);
	});

	test("are not converted any longer for somebody who is gone", async () => {
		const signals: (AbortSignal | undefined)[] = [];
		const { films } = setup({
			convert: (_from, _to, signal) => {
				signals.push(signal);
				return Promise.reject(signal?.reason);
			},
		});
		const signal = AbortSignal.abort(new Error("gone"));
		const order = plainOrder({ prompt: "", inputs: [sourceInput(foreign)] });
		await expect(films.convertForeign(foreign, { mime: "video/quicktime" }, signal)).rejects.toThrow("gone");
		await expect(films.withDrawableInputs(order, async () => {}, signal)).rejects.toThrow("gone");
		expect(signals).toEqual([signal, signal]);
	});
});
