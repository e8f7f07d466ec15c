import { createFilmgate, type Film, type Task } from "@filmgate/sdk";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFakeClock } from "../src/contracts/fake-clock.ts";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";

/** The links to films as players, browsers and download tools use them, over a socket. */
const BEGINNING = Date.UTC(2026, 0, 1);
const clock = createFakeClock({ now: BEGINNING });
let server: TestServer;
let task: Task;
let film: Film;
let whole: Buffer;

async function makeFilm(prompt: string): Promise<Task> {
	const { tasks } = createFilmgate({ url: server.url, key: server.liveKey });
	return await tasks.wait((await tasks.submit({ prompt })).id, { stepSeconds: 1 });
}

beforeAll(async () => {
	server = await openTestServer({ clock, engine: { cover: makePng(64, 36) } });
	task = await makeFilm("a fox");
	film = task.films[0] as Film;
	whole = await (await get()).body;
});

beforeEach(() => clock.set(BEGINNING));

afterAll(() => server.close());

interface Answer {
	readonly status: number;
	readonly headers: Headers;
	readonly body: Buffer;
}

async function get(headers: Record<string, string> = {}, { method = "GET", link = film.url } = {}): Promise<Answer> {
	const response = await fetch(link, { method, headers });
	return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
}

test("the whole film, as it was measured, with what a player needs to seek", async () => {
	const { status, headers, body } = await get();
	expect({ status, bytes: body.length }).toEqual({ status: 200, bytes: film.bytes });
	expect(Object.fromEntries(headers)).toMatchObject({
		"content-type": "video/mp4",
		"content-length": String(film.bytes),
		"accept-ranges": "bytes",
		"access-control-allow-origin": "*",
		"x-content-type-options": "nosniff",
		etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
	});
	expect(headers.has("set-cookie")).toBe(false);
});

test("HEAD tells the same and sends nothing", async () => {
	const head = await get({}, { method: "HEAD" });
	expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
	const { headers } = await get();
	for (const name of ["content-length", "content-type", "etag", "accept-ranges"]) {
		expect(head.headers.get(name)).toBe(headers.get(name));
	}
});

test("its cover is a picture under a link of its own", async () => {
	const { status, headers, body } = await get({}, { link: film.coverUrl as string });
	expect({ status, type: headers.get("content-type") }).toEqual({ status: 200, type: "image/png" });
	expect(body).toEqual(makePng(64, 36));
});

describe("Range", () => {
	test.each<[range: string, start: number, end: (bytes: number) => number]>([
		["bytes=0-", 0, (bytes) => bytes],
		["bytes=0-1", 0, () => 2],
		["bytes=100-199", 100, () => 200],
		["bytes=7000-999999", 7_000, (bytes) => bytes],
		["bytes=-500", -500, (bytes) => bytes],
		["bytes=-999999", 0, (bytes) => bytes],
	])("%s", async (range, from, end) => {
		const { status, headers, body } = await get({ range });
		const start = from < 0 ? whole.length + from : from;
		const expected = whole.subarray(start, end(whole.length));
		expect(status).toBe(206);
		expect(headers.get("content-range")).toBe(`bytes ${start}-${end(whole.length) - 1}/${whole.length}`);
		expect(headers.get("content-length")).toBe(String(expected.length));
		expect(body.equals(expected)).toBe(true);
	});

	test("two parts put together are the film", async () => {
		const middle = Math.floor(whole.length / 2);
		const parts = await Promise.all([`bytes=0-${middle - 1}`, `bytes=${middle}-`].map((range) => get({ range })));
		expect(Buffer.concat(parts.map(({ body }) => body)).equals(whole)).toBe(true);
	});

	test.each(["bytes=999999-", "bytes=-0"])("%s cannot be had", async (range) => {
		const { status, headers, body } = await get({ range });
		expect({ status, body: body.length }).toEqual({ status: 416, body: 0 });
		expect(headers.get("content-range")).toBe(`bytes */${whole.length}`);
	});

	test("with If-Range only of the same bytes, else the whole", async () => {
		const etag = (await get()).headers.get("etag") as string;
		expect((await get({ range: "bytes=0-1", "if-range": etag })).status).toBe(206);
		const other = await get({ range: "bytes=0-1", "if-range": '"another"' });
		expect({ status: other.status, bytes: other.body.length }).toEqual({ status: 200, bytes: whole.length });
	});
});

test("who has it already is told so", async () => {
	const etag = (await get()).headers.get("etag") as string;
	const again = await get({ "if-none-match": etag });
	expect({ status: again.status, bytes: again.body.length }).toEqual({ status: 304, bytes: 0 });
	expect(again.headers.get("etag")).toBe(etag);
	expect((await get({ "if-none-match": '"another"' })).status).toBe(200);
});

describe("a link", () => {
	test("works until its task expires, and not a second longer", async () => {
		const expiresAt = Date.parse(task.timestamps.expiresAt as string);
		clock.set(expiresAt - 1_000);
		expect((await get()).status).toBe(200);
		clock.set(expiresAt + 1_000);
		const late = await get();
		expect({ status: late.status, says: late.body.toString() }).toEqual({
			status: 404,
			says: "This link has expired.\n",
		});
	});

	const changed: [string, (link: URL) => void][] = [
		["without its signature", (link) => link.searchParams.delete("signature")],
		["with another signature", (link) => link.searchParams.set("signature", "A".repeat(43))],
		["that was made to last longer", (link) => link.searchParams.set("expires", "99999999999")],
		["of a film that is moved to its cover", (link) => moveTo(link, film.coverUrl as string)],
		["of another film's id", (link) => moveTo(link, otherLink)],
		["that climbs out of its folder", (link) => moveTo(link, `${server.url}/films/..%2f..%2fsecret.mp4`)],
	];
	let otherLink: string;

	beforeAll(async () => {
		otherLink = (await makeFilm("a hare")).films[0]?.url ?? "";
	});

	function moveTo(link: URL, other: string): void {
		link.pathname = new URL(other).pathname;
	}

	test.each(changed)("%s opens nothing", async (_name, change) => {
		const link = new URL(film.url);
		change(link);
		expect(link.href).not.toBe(film.url);
		const { status, body } = await get({}, { link: link.href });
		expect(status).toBe(403);
		expect(body.toString()).toBe("This link was not made by this server.\n");
	});

	test("needs no key, and nothing else than reading is allowed by it", async () => {
		expect((await get({ authorization: "Bearer wrong.key" })).status).toBe(200);
		for (const method of ["POST", "PUT", "DELETE"]) expect((await get({}, { method })).status).toBe(404);
	});
});
