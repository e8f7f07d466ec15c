import { afterAll, expect, test } from "vitest";
import { makePng } from "../contracts/make-png.ts";
import { createMemoryBlobStore } from "../contracts/memory-blob-store.ts";
import type { EngineFilm } from "../core/film.ts";
import type { Engine } from "../core/ports/engine.ts";
import { silentLog } from "../core/ports/log.ts";
import { createFilmMeter } from "../media/film-meter.ts";
import { drawPicture } from "../media/fixtures/pictures.ts";
import { copyIn } from "./copy-in.ts";

const files: Record<string, Uint8Array> = {
	picture: makePng(301, 77),
	cover: drawPicture("jpeg", 40, 10),
	page: Buffer.from("<html>502 Bad Gateway</html>"),
};
const engine = {
	name: "drawn",
	openFilm: async (source: unknown) => new Blob([new Uint8Array(files[source as string]!)]).stream(),
} as unknown as Engine;
const blobs = createMemoryBlobStore({ now: () => 0 } as never);
afterAll(() => blobs.close());

function copy(film: Pick<EngineFilm, "source" | "cover">) {
	const needs = { blobs, meter: createFilmMeter(), ids: { mint: () => 7 }, log: silentLog, maxFilmBytes: 1_000_000 };
	const from = { engine, signal: new AbortController().signal, coverOptional: false };
	return copyIn(needs, { kind: "image", expiresAt: null, ...film }, from);
}

test("a picture is archived with its measures and its cover", async () => {
	const film = await copy({ source: "picture", cover: "cover" });
	expect(film).toMatchObject({ id: 7, kind: "image", mime: "image/png", width: 301, height: 77, hasSound: false });
	expect(film).toMatchObject({ seconds: null, fps: null, bytes: files.picture!.length });
	expect(film.cover).toMatchObject({ mime: "image/jpeg", width: 40, height: 10 });
});

test("what is no picture is found out", async () => {
	await expect(copy({ source: "page", cover: null })).rejects.toMatchObject({ code: "medium_unreadable" });
});
