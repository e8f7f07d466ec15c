import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, test, vi } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { createGuardedFetch } from "./fetch.ts";
import { collect, get, LOOPBACK, useServers } from "./fixtures/links.ts";

const serve = useServers();

describe("what comes back", () => {
	test("content, its type, and where it was found after redirects", async () => {
		const port = await serve((request, response) => {
			const step = Number(request.url?.slice(1));
			if (step > 0) response.writeHead(307, { location: `/${step - 1}` }).end();
			else response.setHeader("content-type", "Image/PNG; charset=x").end("picture");
		});
		expect(await get(`http://127.0.0.1:${port}/3`)).toEqual({
			status: 200,
			mime: "image/png",
			text: "picture",
			url: `http://127.0.0.1:${port}/0`,
		});
		await expect(get(`http://127.0.0.1:${port}/4`)).rejects.toMatchObject({ code: "link_failed" });
	});

	test("a redirect loop ends", async () => {
		const listener = vi.fn((_request, response) => response.writeHead(301, { location: "/" }).end());
		const port = await serve(listener);
		await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "link_failed" });
		expect(listener).toHaveBeenCalledTimes(4);
	});

	test.each([404, 500, 204 + 100, 304])("status %i is a failure that says so", async (status) => {
		const port = await serve((_request, response) => void response.writeHead(status).end());
		const error = await get(`http://127.0.0.1:${port}/`).catch((thrown) => thrown);
		expect(error).toMatchObject({ code: "link_failed", message: expect.stringContaining(String(status)) });
	});

	test("a host that is not known, or not there, is a failure", async () => {
		const resolve = async () => {
			throw Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
		};
		await expect(get("http://nowhere.example/", { resolve })).rejects.toMatchObject({ code: "link_failed" });
		await expect(get("http://nowhere.example/", { resolve: async () => [] })).rejects.toMatchObject({
			code: "link_failed",
		});
		const closed = createServer().listen(0, "127.0.0.1");
		await once(closed, "listening");
		const { port } = closed.address() as AddressInfo;
		closed.close();
		await once(closed, "close");
		await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "link_failed" });
	});

	test("a body that breaks off is a failure, not a short body", async () => {
		const port = await serve((_request, response) => {
			response.writeHead(200, { "content-length": "100" });
			response.write("half", () => response.destroy());
		});
		await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "link_failed" });
	});

	test.each([
		["gzip", gzipSync],
		["deflate", deflateSync],
		["br", brotliCompressSync],
	])("%s that was not asked for is undone", async (encoding, compress) => {
		const port = await serve((_request, response) => {
			response.setHeader("content-encoding", encoding).end(compress(Buffer.from("picture")));
		});
		await expect(get(`http://127.0.0.1:${port}/`)).resolves.toMatchObject({ text: "picture" });
	});

	test("broken gzip and unknown encodings are failures", async () => {
		for (const encoding of ["gzip", "zstd-of-tomorrow"]) {
			const port = await serve((_request, response) => {
				response.setHeader("content-encoding", encoding).end("nonsense");
			});
			await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "link_failed" });
		}
	});
});

describe("how much and how long", () => {
	test("exactly the cap passes, one byte more does not, announced or not", async () => {
		for (const announced of [true, false]) {
			const port = await serve((request, response) => {
				const body = "x".repeat(Number(request.url?.slice(1)));
				if (announced) response.setHeader("content-length", body.length);
				else response.write("");
				response.end(body);
			});
			await expect(get(`http://127.0.0.1:${port}/1000`, {}, 1000)).resolves.toMatchObject({ text: "x".repeat(1000) });
			await expect(get(`http://127.0.0.1:${port}/1001`, {}, 1000)).rejects.toMatchObject({ code: "medium_too_large" });
		}
	});

	test("a link that never ends is left at the cap", async () => {
		const left = Promise.withResolvers<void>();
		const port = await serve((_request, response) => {
			const more = () => {
				while (response.write(Buffer.alloc(65_536)));
			};
			response.on("drain", more).on("close", left.resolve);
			more();
		});
		await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "medium_too_large" });
		await left.promise;
	});

	test("a bomb is counted after decoding", async () => {
		const bomb = gzipSync(Buffer.alloc(50_000_000));
		expect(bomb.length).toBeLessThan(100_000);
		const port = await serve((_request, response) => {
			response.setHeader("content-encoding", "gzip").end(bomb);
		});
		await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: "medium_too_large" });
	});

	test("a slow drip is left when the time for everything is over", async () => {
		const clock = createFakeClock();
		const left = Promise.withResolvers<void>();
		const port = await serve((_request, response) => {
			response.on("close", left.resolve);
			response.write("a");
		});
		const fetched = await createGuardedFetch({ allow: LOOPBACK, clock })(`http://127.0.0.1:${port}/`, { maxBytes: 10 });
		const body = fetched.body[Symbol.asyncIterator]();
		expect((await body.next()).value.toString()).toBe("a");
		await clock.advance(9_999);
		const rest = body.next();
		rest.catch(() => {});
		await clock.advance(1);
		await expect(rest).rejects.toMatchObject({ code: "link_failed", message: expect.stringContaining("10 s") });
		await left.promise;
		expect(clock.pending).toBe(0);
	});

	test("a host that never answers is left too", async () => {
		const clock = createFakeClock();
		const reached = Promise.withResolvers<void>();
		const port = await serve(() => reached.resolve());
		const guarded = createGuardedFetch({ allow: LOOPBACK, clock, totalMs: 500 });
		const asked = guarded(`http://127.0.0.1:${port}/`, { maxBytes: 10 });
		asked.catch(() => {});
		await reached.promise;
		await clock.advance(500);
		await expect(asked).rejects.toMatchObject({ code: "link_failed" });
	});

	test("so is a name that is never resolved; a longer time may be asked for", async () => {
		const clock = createFakeClock();
		const guarded = createGuardedFetch({ clock, resolve: () => new Promise<never>(() => {}) });
		let ended = false;
		const asked = guarded("http://silent.example/", { maxBytes: 10, totalMs: 60_000 }).catch((error) => {
			ended = true;
			return error;
		});
		await clock.advance(59_999);
		expect(ended).toBe(false);
		await clock.advance(1);
		expect(await asked).toMatchObject({ code: "link_failed" });
	});

	test("an answer that nobody reads ends with the time, and harms nobody", async () => {
		for (const encoding of ["identity", "gzip"]) {
			const clock = createFakeClock();
			const left = Promise.withResolvers<void>();
			const port = await serve((_request, response) => {
				response.on("close", left.resolve);
				response.setHeader("content-encoding", encoding).write("a");
			});
			await createGuardedFetch({ allow: LOOPBACK, clock })(`http://127.0.0.1:${port}/`, { maxBytes: 10 });
			await clock.advance(10_000);
			await left.promise;
		}
	});

	test("the caller may leave at any moment, and its own reason comes back", async () => {
		const left = Promise.withResolvers<void>();
		const port = await serve((_request, response) => {
			response.on("close", left.resolve);
			response.write("a");
		});
		const clock = createFakeClock();
		const controller = new AbortController();
		const limits = { maxBytes: 10, signal: controller.signal };
		const { body } = await createGuardedFetch({ allow: LOOPBACK, clock })(`http://127.0.0.1:${port}/`, limits);
		const reading = collect(body);
		controller.abort(new Error("the client left"));
		await expect(reading).rejects.toThrow("the client left");
		await left.promise;
		expect(clock.pending).toBe(0);
	});

	test("a body that is left in the middle ends the connection", async () => {
		const left = Promise.withResolvers<void>();
		const port = await serve((_request, response) => {
			response.on("close", left.resolve);
			response.write("a");
		});
		const clock = createFakeClock();
		const { body } = await createGuardedFetch({ allow: LOOPBACK, clock })(`http://127.0.0.1:${port}/`, {
			maxBytes: 10,
		});
		for await (const _chunk of body) break;
		await left.promise;
		expect(clock.pending).toBe(0);
	});
});
