import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { createMemoryBlobStore } from "../contracts/memory-blob-store.ts";
import { makeFilm, makeMedium } from "../contracts/task-factory.ts";
import type { UploadStore } from "../core/ports/upload-store.ts";
import type { GuardedFetch } from "./fetch.ts";
import { createLinkSigner, type SignedLink } from "./link-signer.ts";
import { withOwnLinks } from "./own-links.ts";

const clock = createFakeClock();
const blobs = createMemoryBlobStore(clock);
const signer = createLinkSigner(randomBytes(32));
const fetched: string[] = [];
const outside: GuardedFetch = async (url) => {
	fetched.push(url);
	return { status: 200, mime: null, body: bytes("outside"), url };
};

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
	yield new TextEncoder().encode(text);
}

const film = await blobs.put(bytes("film"), { maxBytes: 100 });
const cover = await blobs.put(bytes("cover"), { maxBytes: 100 });
const upload = await blobs.put(bytes("upload"), { maxBytes: 100 });
const get = withOwnLinks(outside, {
	...{ signer, blobs, clock },
	store: {
		findFilm: async (id) =>
			id === 5 ? { film: { ...makeFilm(), ...film, cover: { ...makeFilm().cover!, ...cover } } } : null,
	} as Parameters<typeof withOwnLinks>[1]["store"],
	uploads: {
		findUpload: async (id) => (id === 7 ? { createdAt: 0, medium: { ...makeMedium(), ...upload } } : null),
	} as UploadStore,
});

const sign = (link: Partial<SignedLink>) =>
	signer.sign({ part: "film", id: 5, mime: "video/mp4", expiresAt: clock.now() + 60_000, ...link });

async function read(url: string): Promise<string> {
	let text = "";
	for await (const chunk of (await get(url, { maxBytes: 100 })).body) text += new TextDecoder().decode(chunk);
	return text;
}

test.each([
	["a film", {}, "film"],
	["a cover", { part: "cover", mime: "image/jpeg" }, "cover"],
	["an upload", { part: "upload", id: 7, mime: "image/png" }, "upload"],
] as const)("%s is read from the archive, whatever host name the link has", async (_what, link, text) => {
	for (const origin of ["http://127.0.0.1:8033", "https://films.example/behind/a/proxy"])
		expect(await read(origin + sign(link))).toBe(text);
	expect(fetched).toEqual([]);
});

test("one that has expired, or whose film is gone, says so", async () => {
	const failures = [
		["the link has expired", { expiresAt: clock.now() - 5_000 }],
		["what the link opened was deleted", { id: 6 }],
	] as const;
	for (const [message, link] of failures)
		await expect(read(`http://127.0.0.1${sign(link)}`)).rejects.toMatchObject({ code: "link_failed", message });
});

test("whatever this server has not signed goes the guarded way", async () => {
	const links = [
		`http://127.0.0.1${sign({}).replace("/5.", "/6.")}`,
		"https://films.example/films/5.mp4",
		"https://other.example/picture.png",
		"no link at all",
	];
	for (const link of links) expect(await read(link)).toBe("outside");
	expect(fetched.splice(0)).toEqual(links);
});
