import { once } from "node:events";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { fastify } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { makeFilm } from "../contracts/task-factory.ts";
import { openTestServer, type TestServer } from "../contracts/test-server.ts";
import { createLinkSigner } from "../media/link-signer.ts";
import { addFilms } from "./films.ts";
import type { HttpServices } from "./services.ts";

const FILM = readFileSync(new URL("../media/fixtures/fast-start.mp4", import.meta.url));

describe("links of a whole server", () => {
	const clock = createFakeClock({ now: Date.now() });
	let server: TestServer;
	let task: string;
	let link: URL;

	beforeAll(async () => {
		server = await openTestServer({ clock });
		const made = await native("POST", "tasks", { prompt: "a lighthouse" });
		task = String(made.id);
		for (let state = made; ; state = await native("GET", `tasks/${task}`)) {
			const [film] = (state.films ?? []) as { url: string }[];
			if (film !== undefined) {
				link = new URL(film.url);
				return;
			}
			await clock.advance(100);
		}
	});

	afterAll(() => server.close());

	async function native(method: string, path: string, body?: object, host?: string): Promise<Record<string, unknown>> {
		const headers = { authorization: `Bearer ${server.liveKey}`, ...(host === undefined ? {} : { host }) };
		const asked = httpRequest(`${server.url}/api/v1/${path}`, { method, headers });
		asked.end(body === undefined ? undefined : JSON.stringify(body));
		const [response] = await once(asked, "response");
		let text = "";
		for await (const chunk of response) text += chunk;
		return JSON.parse(text);
	}

	const open = (change: (url: URL) => void = () => {}, init: RequestInit = {}) => {
		const url = new URL(link);
		change(url);
		return fetch(url, init);
	};

	test("may be given back as inputs, although nobody may be sent to such an address", async () => {
		const from = (url: URL) => ({
			prompt: "on it goes",
			operation: "extend",
			inputs: [{ role: "source", from: url.href }],
		});
		expect(await native("POST", "tasks", from(link))).toMatchObject({ status: "queued" });
		const forged = new URL(link);
		forged.searchParams.set("signature", "x");
		expect(await native("POST", "tasks", from(forged))).toMatchObject({ code: "link_refused" });
	});

	test("give the film, to any page, as what it is", async () => {
		const response = await open();
		expect(Buffer.from(await response.arrayBuffer()).equals(FILM)).toBe(true);
		expect(Object.fromEntries(response.headers)).toMatchObject({
			"content-type": "video/mp4",
			"content-length": String(FILM.length),
			"accept-ranges": "bytes",
			"access-control-allow-origin": "*",
			"x-content-type-options": "nosniff",
		});
		expect(response.headers.get("set-cookie")).toBeNull();
	});

	test("answer HEAD with the same headers and no bytes, OPTIONS with what is allowed", async () => {
		const [get, head] = [await open(), await open(undefined, { method: "HEAD" })];
		expect([head.status, await head.text()]).toEqual([200, ""]);
		for (const name of ["content-type", "content-length", "etag", "accept-ranges", "last-modified"]) {
			expect(head.headers.get(name)).toBe(get.headers.get(name));
		}
		await get.body?.cancel();
		const options = await open(undefined, { method: "OPTIONS", headers: { origin: "http://page.example" } });
		expect([options.status, await options.text()]).toEqual([204, ""]);
		expect(options.headers.get("access-control-allow-headers")).toContain("Range");
	});

	test("let players seek", async () => {
		const part = await open(undefined, { headers: { range: "bytes=100-199" } });
		expect([part.status, part.headers.get("content-range")]).toEqual([206, `bytes 100-199/${FILM.length}`]);
		expect(Buffer.from(await part.arrayBuffer()).equals(FILM.subarray(100, 200))).toBe(true);
		const beyond = await open(undefined, { headers: { range: `bytes=${FILM.length}-` } });
		expect([beyond.status, await beyond.text()]).toEqual([416, ""]);
		expect(beyond.headers.get("content-range")).toBe(`bytes */${FILM.length}`);
	});

	test.each<[string, (url: URL) => void]>([
		["without a signature", (url) => url.searchParams.delete("signature")],
		["with another end", (url) => url.searchParams.set("expires", "9999999999")],
		["with another film", (url) => (url.pathname = url.pathname.replace(/\d\./, (it) => `${9 - Number(it[0])}.`))],
		["with another type", (url) => (url.pathname = url.pathname.replace(".mp4", ".html"))],
		["for the cover", (url) => (url.pathname = url.pathname.replace(".mp4", "/cover.jpg"))],
		["with a path that goes up", (url) => (url.pathname = "/films/..%2F..%2Fsecret")],
		["with nothing at all", (url) => (url.search = "")],
	])("%s are forged", async (_, change) => {
		const response = await open(change);
		expect(response.status).toBe(403);
		expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
	});

	test("of a task that was made under another origin lead to whoever asks now", async () => {
		const { films } = await native("GET", `tasks/${task}`, undefined, "films.example:8443");
		const [there] = films as { url: string }[];
		expect(there?.url).toBe(link.href.replace(link.host, "films.example:8443"));
		for (const host of ["a b", `x"><script>`, "h".repeat(300)]) {
			const odd = (await native("GET", `tasks/${task}`, undefined, host)).films as { url: string }[];
			expect(odd[0]?.url).toBe(link.href.replace(link.host, "localhost"));
		}
	});

	test("end with their time, and with their film", async () => {
		const expiresAt = Number(link.searchParams.get("expires")) * 1000;
		clock.set(expiresAt - 1);
		expect((await open()).status).toBe(200);
		clock.set(expiresAt);
		const expired = await open();
		expect([expired.status, await expired.text()]).toEqual([404, "This link has expired.\n"]);
		clock.set(expiresAt + 1);
		await server.filmgate.loops.reaper.runOnce();
		clock.set(expiresAt - 1);
		const deleted = await open();
		expect([deleted.status, await deleted.text()]).toEqual([404, "What this link opened was deleted.\n"]);
	});
});

describe("a download", () => {
	const signer = createLinkSigner(Buffer.alloc(32, 1));
	const record = makeFilm({ mime: "video/mp4", bytes: 1_000_000_000 });
	const path = signer.sign({ part: "film", id: record.id, mime: record.mime, expiresAt: Date.now() + 60_000 });

	/** A film without end, from a store that a test can hold back. */
	async function serveEndless(blob: { opened?: Promise<void>; fails?: boolean } = {}) {
		const app = fastify({ forceCloseConnections: "idle" });
		const closed = Promise.withResolvers<void>();
		const opening = Promise.withResolvers<void>();
		const logged: object[] = [];
		const services = {
			signer,
			clock: { now: () => Date.now() },
			store: { findFilm: async () => ({ film: record, taskId: 1, account: "1", expiresAt: 0 }) },
			log: { error: (fields: object) => logged.push(fields) },
			blobs: {
				async open() {
					opening.resolve();
					await blob.opened;
					if (blob.fails === true) throw new Error("EIO: /data/blobs/ab/cd");
					return new ReadableStream<Uint8Array>({
						pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
						cancel: () => closed.resolve(),
					});
				},
			},
		} as unknown as HttpServices;
		addFilms(app, services);
		await app.listen({ host: "127.0.0.1", port: 0 });
		const { port } = app.server.address() as AddressInfo;
		const left = new Promise((resolve) => app.server.once("request", (_, response) => response.once("close", resolve)));
		const socket = connect(port, "127.0.0.1");
		socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
		return { app, socket, left, closed: closed.promise, opening: opening.promise, logged };
	}

	test("that is broken off closes its file, and is no failure of ours", async () => {
		const { app, socket, closed, logged } = await serveEndless();
		await once(socket, "data");
		socket.destroy();
		await closed;
		await app.close();
		expect(logged).toEqual([]);
	});

	test("whose client left while the file was opened closes it too", async () => {
		const opened = Promise.withResolvers<void>();
		const { app, socket, left, closed, opening } = await serveEndless({ opened: opened.promise });
		await opening;
		socket.destroy();
		await left;
		opened.resolve();
		await closed;
		await app.close();
	});

	test("that fails says nothing of the server's own files", async () => {
		const { app, socket, logged } = await serveEndless({ fails: true });
		const [answer] = await once(socket, "data");
		expect(String(answer)).toMatch(/^HTTP\/1.1 500 /);
		expect(String(answer)).not.toContain("/data");
		expect(logged).toHaveLength(1);
		socket.destroy();
		await app.close();
	});
});
