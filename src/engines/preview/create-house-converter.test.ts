import { expect, test } from "vitest";
import { FilmgateError } from "../../core/errors.ts";
import type { FilmConverter } from "../../media/convert-film.ts";
import { createHouseConverter } from "./create-house-converter.ts";
import { RenderFailed } from "./render/render-failed.ts";

const converted = { width: 64, height: 36, frames: 24, hasSound: true };
const vp9 = new RenderFailed("The film cannot be decoded: its pictures are vp9, not H.264.");

function others(answer: () => Promise<void>): FilmConverter & { readonly asked: string[] } {
	const asked: string[] = [];
	return {
		asked,
		convert: (from) => {
			asked.push(from);
			return answer();
		},
	};
}

test("what can be converted here needs no other program", async () => {
	const ffmpeg = others(() => Promise.reject(new Error("not to be asked")));
	const converter = createHouseConverter({ renderer: { convertFilm: async () => converted }, others: ffmpeg });
	await converter.convert("phone.mp4", "out.mp4");
	expect(ffmpeg.asked).toEqual([]);
});

test("what cannot is left to the others", async () => {
	const ffmpeg = others(() => Promise.resolve());
	const converter = createHouseConverter({ renderer: { convertFilm: () => Promise.reject(vp9) }, others: ffmpeg });
	await converter.convert("film.webm", "out.mp4");
	expect(ffmpeg.asked).toEqual(["film.webm"]);
});

test("where there are none the refusal says what the film holds and what would help", async () => {
	const missing = new FilmgateError("medium_format_refused", "no ffmpeg was found on this server", { allowed: "MP4" });
	const converter = createHouseConverter({
		renderer: { convertFilm: () => Promise.reject(vp9) },
		others: others(() => Promise.reject(missing)),
	});
	const refusal = await converter.convert("film.webm", "out.mp4").catch((error: unknown) => error);
	expect(refusal).toMatchObject({
		code: "medium_format_refused",
		allowed: "MP4 or MOV with H.264 and AAC",
	});
	expect((refusal as Error).message).toMatch(/vp9, not H\.264; no ffmpeg was found/);
});

test("one film is converted after the other, and a failed one holds up none", async () => {
	const first = Promise.withResolvers<typeof converted>();
	const begun: string[] = [];
	const convertFilm = ({ path }: { path: string }) => {
		begun.push(path);
		return path === "1" ? first.promise : Promise.resolve(converted);
	};
	const converter = createHouseConverter({ renderer: { convertFilm }, others: others(() => Promise.reject(vp9)) });
	const [one, two] = [converter.convert("1", "a"), converter.convert("2", "b")];
	await Promise.resolve();
	await Promise.resolve();
	expect(begun).toEqual(["1"]);
	first.reject(vp9);
	await expect(one).rejects.toBe(vp9);
	await two;
	expect(begun).toEqual(["1", "2"]);
});
