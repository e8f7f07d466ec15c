import fc from "fast-check";
import { beforeAll, afterAll, describe, expect, test, vi } from "vitest";
import { createMemoryBlobStore, type MemoryBlobStore } from "../contracts/memory-blob-store.ts";
import { answerFilm, type ServedBytes } from "./serve-film.ts";

const now = 1_790_000_000_000;
const bytes = Uint8Array.from({ length: 1000 }, (_, index) => (index * 7) % 256);
let blobs: MemoryBlobStore;
let film: ServedBytes;
let etag: string;

beforeAll(async () => {
	blobs = createMemoryBlobStore({ now: () => now, monotonic: () => 0, after: () => () => {} });
	async function* whole() {
		yield bytes;
	}
	const { sha256 } = await blobs.put(whole(), { maxBytes: 1000 });
	film = {
		sha256,
		mime: "video/mp4",
		bytes: 1000,
		fileName: "film-1.mp4",
		modifiedAt: now - 60_000,
		expiresAt: now + 3_600_000,
	};
	etag = `"${sha256.slice(0, 32)}"`;
});
afterAll(() => blobs.close());

async function ask(headers: Record<string, string> = {}, method = "GET") {
	const answer = await answerFilm({ method, headers, now }, film, blobs);
	const body =
		answer.body === null
			? null
			: Buffer.from(await new Response(answer.body as ConstructorParameters<typeof Response>[0]).arrayBuffer());
	return { ...answer, body };
}

describe("answerFilm", () => {
	test("gives the whole with everything a player and a browser want to know", async () => {
		const answer = await ask();
		expect(answer.status).toBe(200);
		expect(answer.body).toEqual(Buffer.from(bytes));
		expect(answer.headers).toEqual({
			"accept-ranges": "bytes",
			"access-control-allow-origin": "*",
			"access-control-expose-headers": expect.stringContaining("Content-Range"),
			"cache-control": "private, max-age=3600, immutable",
			"content-disposition": 'inline; filename="film-1.mp4"',
			"content-length": "1000",
			"content-type": "video/mp4",
			"cross-origin-resource-policy": "cross-origin",
			etag,
			"last-modified": "Mon, 21 Sep 2026 14:12:20 GMT",
			"x-content-type-options": "nosniff",
		});
	});

	test("HEAD says the same as GET without the bytes, and ignores Range as the RFC demands", async () => {
		const [get, head] = [await ask(), await ask({ range: "bytes=0-1" }, "HEAD")];
		expect(head).toEqual({ status: 200, headers: get.headers, body: null });
	});

	test("bytes=0- is a 206 with Content-Range, bytes=0-1 two bytes (Safari's first question)", async () => {
		const open = await ask({ range: "bytes=0-" });
		expect([open.status, open.headers["content-range"]]).toEqual([206, "bytes 0-999/1000"]);
		const probe = await ask({ range: "bytes=0-1" });
		expect([probe.status, probe.headers["content-range"], probe.headers["content-length"]]).toEqual([
			206,
			"bytes 0-1/1000",
			"2",
		]);
		expect(probe.body).toEqual(Buffer.from(bytes.slice(0, 2)));
	});

	test("a 200 never carries Content-Range", async () => {
		for (const range of ["bytes=0-1,5-9", "bytes=9-2", "lines=1-2"]) {
			const answer = await ask({ range });
			expect(answer.status).toBe(200);
			expect(answer.headers).not.toHaveProperty("content-range");
			expect(answer.body).toHaveLength(1000);
		}
	});

	test("past the end is 416 with the size", async () => {
		const answer = await ask({ range: "bytes=1000-" });
		expect([answer.status, answer.headers["content-range"], answer.body]).toEqual([416, "bytes */1000", null]);
		expect(answer.headers).not.toHaveProperty("content-type");
	});

	test("every part is exactly the slice, with its length announced", async () => {
		await fc.assert(
			fc.asyncProperty(fc.nat(999), fc.nat(1200), async (start, length) => {
				const answer = await ask({ range: `bytes=${start}-${start + length}` });
				const slice = Buffer.from(bytes.slice(start, start + length + 1));
				expect(answer.status).toBe(206);
				expect(answer.body).toEqual(slice);
				expect(answer.headers["content-length"]).toBe(String(slice.length));
			}),
		);
	});

	test("If-Range: the part while the bytes are the same, else the whole", async () => {
		const range = "bytes=0-9";
		const lastModified = "Mon, 21 Sep 2026 14:12:20 GMT";
		for (const same of [etag, lastModified]) expect((await ask({ range, "if-range": same })).status).toBe(206);
		for (const other of ['"other"', `W/${etag}`, "Mon, 21 Sep 2026 14:12:21 GMT", "rubbish"]) {
			expect((await ask({ range, "if-range": other })).status).toBe(200);
		}
		expect((await ask({ range: "bytes=5000-", "if-range": '"other"' })).status).toBe(200);
	});

	test.each([
		[{ "if-none-match": "ETAG" }, 304],
		[{ "if-none-match": 'W/ETAG, "x"' }, 304],
		[{ "if-none-match": "*" }, 304],
		[{ "if-none-match": '"x"' }, 200],
		[{ "if-none-match": '"x"', "if-modified-since": "Mon, 21 Sep 2026 14:12:20 GMT" }, 200],
		[{ "if-none-match": "ETAG", range: "bytes=5000-" }, 304],
		[{ "if-modified-since": "Mon, 21 Sep 2026 14:12:20 GMT" }, 304],
		[{ "if-modified-since": "Mon, 21 Sep 2026 14:12:19 GMT" }, 200],
		[{ "if-modified-since": "yesterday" }, 200],
		[{ "if-match": '"x"' }, 412],
		[{ "if-match": "ETAG" }, 200],
		[{ "if-match": "W/ETAG" }, 412],
		[{ "if-match": "*" }, 200],
		[{ "if-unmodified-since": "Mon, 21 Sep 2026 14:12:19 GMT" }, 412],
		[{ "if-unmodified-since": "Mon, 21 Sep 2026 14:12:20 GMT" }, 200],
	] as [Record<string, string>, number][])("conditions %j give %i", async (headers, status) => {
		const real = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name, value.replace("ETAG", etag)]),
		);
		for (const method of ["GET", "HEAD"]) {
			const answer = await ask(real, method);
			expect(answer.status).toBe(status);
			if (status === 304) expect(answer.headers).not.toHaveProperty("content-length");
			if (status !== 200) expect(answer.body).toBeNull();
		}
	});

	test("the reader who leaves closes the file", async () => {
		const cancel = vi.fn();
		const open = async () => new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(1)), cancel });
		const answer = await answerFilm({ method: "GET", headers: {}, now }, film, { ...blobs, open });
		await answer.body?.cancel();
		expect(cancel).toHaveBeenCalledOnce();
	});

	test("serves no type that could act as a page", async () => {
		for (const mime of ["text/html", "image/svg+xml", "application/xml", "application/octet-stream", ""]) {
			const asked = answerFilm({ method: "GET", headers: {}, now }, { ...film, mime }, blobs);
			await expect(asked).rejects.toMatchObject({ code: "not_found" });
		}
	});

	test("bytes that are gone are not found, by GET and by HEAD", async () => {
		for (const method of ["GET", "HEAD"]) {
			const asked = answerFilm({ method, headers: {}, now }, { ...film, sha256: "0".repeat(64) }, blobs);
			await expect(asked).rejects.toMatchObject({ code: "not_found" });
		}
	});

	test("a file name cannot break out of its header", async () => {
		const name = 'a"; x=\r\nSet-Cookie: b.mp4';
		const answer = await answerFilm({ method: "HEAD", headers: {}, now }, { ...film, fileName: name }, blobs);
		expect(answer.headers["content-disposition"]).toBe('inline; filename="a---x---Set-Cookie--b.mp4"');
	});

	test("lets pages ask first, and refuses to be written to", async () => {
		const preflight = await ask({}, "OPTIONS");
		expect(preflight.status).toBe(204);
		expect(preflight.headers["access-control-allow-headers"]).toContain("Range");
		const post = await ask({}, "POST");
		expect([post.status, post.headers.allow]).toEqual([405, "GET, HEAD, OPTIONS"]);
	});

	test("a link that has ended is not to be cached", async () => {
		const answer = await answerFilm({ method: "HEAD", headers: {}, now: film.expiresAt + 5000 }, film, blobs);
		expect(answer.headers["cache-control"]).toBe("private, max-age=0, immutable");
	});
});
