import { expect, test } from "vitest";
import { FilmgateApiError, FilmgateConnectionError } from "./errors.ts";
import { drop, openScriptedServer, problem, type Step } from "./test/scripted-server.ts";

const BYTES = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251);
const FILM = { url: "/films/film_1?sig=abc", bytes: BYTES.length };
const ETAG = '"film-1"';

/** Serves the film as the request's Range asks, and stops after `until` bytes of it, by cutting or by falling silent. */
function serve(options: { until?: number; end?: "cut" | "stall"; etag?: string | null; ranges?: boolean } = {}): Step {
	const { until = BYTES.length, end = "cut", etag = ETAG, ranges = true } = options;
	return (response, { headers }) => {
		const [, start] = (ranges && /^bytes=(\d+)-$/.exec(headers.range ?? "")) || [];
		const from = Number(start ?? 0);
		response.writeHead(start === undefined ? 200 : 206, {
			"content-length": BYTES.length - from,
			...(start === undefined ? {} : { "content-range": `bytes ${from}-${BYTES.length - 1}/${BYTES.length}` }),
			...(etag === null ? {} : { etag }),
		});
		if (until >= BYTES.length) response.end(BYTES.subarray(from));
		else response.write(BYTES.subarray(from, until), () => end === "cut" && setImmediate(() => response.destroy()));
	};
}

test("a film comes into memory whole, and the key stays at home", async () => {
	const { filmgate, received } = await openScriptedServer([serve()]);
	expect(same(await filmgate.films.download(FILM))).toBe(true);
	expect(received[0]?.path).toBe(FILM.url);
	expect(received[0]?.headers).not.toHaveProperty("authorization");
	expect(received[0]?.headers).not.toHaveProperty("range");
});

test.each(["cut", "stall"] as const)(
	"after a %s it goes on where it stopped, if the film is still the same",
	async (end) => {
		const steps = [serve({ until: 100_000, end }), serve({ until: 200_000, end }), serve()];
		const { filmgate, received } = await openScriptedServer(steps, { timeoutMs: 250 });
		expect(same(await filmgate.films.download(FILM))).toBe(true);
		const [first, ...later] = received.map(({ headers }) => [headers.range, headers["if-range"]]);
		expect(first).toEqual([undefined, undefined]);
		for (const [range, ifRange] of later) {
			expect(range).toMatch(/^bytes=[1-9]\d*-$/);
			expect(ifRange).toBe(ETAG);
		}
	},
);

test("a server that knows no ranges sends it all again, and no byte is taken twice", async () => {
	const { filmgate } = await openScriptedServer([serve({ until: 100_000 }), serve({ ranges: false })]);
	expect(same(await filmgate.films.download(FILM))).toBe(true);
});

test.each([null, 'W/"film-1"'])("with the validator %s no range is asked for", async (etag) => {
	const { filmgate, received } = await openScriptedServer([serve({ until: 100_000, etag }), serve({ etag })]);
	expect(same(await filmgate.films.download(FILM))).toBe(true);
	expect(received[1]?.headers).not.toHaveProperty("range");
});

test("two films are never sewn together", async () => {
	const { filmgate, received } = await openScriptedServer([
		serve({ until: 100_000 }),
		serve({ ranges: false, etag: '"film-2"' }),
	]);
	await expect(filmgate.films.download(FILM)).rejects.toThrow("The film changed while it was read.");
	expect(received).toHaveLength(2);
});

test("a server that sends another range than was asked for is not believed", async () => {
	const wrong: Step = (response) => {
		response.writeHead(206, { "content-range": `bytes 0-${BYTES.length - 1}/${BYTES.length}`, etag: ETAG });
		response.end(BYTES);
	};
	const { filmgate } = await openScriptedServer([serve({ until: 100_000 }), wrong]);
	await expect(filmgate.films.download(FILM)).rejects.toThrow("The film changed while it was read.");
});

test("a film longer than its task says is refused", async () => {
	const { filmgate } = await openScriptedServer([serve()]);
	await expect(filmgate.films.download({ ...FILM, bytes: 1_000 })).rejects.toThrow("longer than its task says");
});

test("a link that has ended is an error of the API, told once", async () => {
	const { filmgate, received } = await openScriptedServer([problem(404, { code: "not_found", detail: "It is gone." })]);
	const error = await filmgate.films.download(FILM).catch((error: unknown) => error);
	expect(error).toBeInstanceOf(FilmgateApiError);
	expect(error).toMatchObject({ status: 404, code: "not_found", message: "It is gone." });
	expect(received).toHaveLength(1);
});

test("what a link says of itself in plain words is the error's message; a page of something in between is not", async () => {
	const say = (type: string, text: string): Step => {
		return (response) => response.writeHead(404, { "content-type": type }).end(text);
	};
	const script = [say("text/plain; charset=utf-8", "This link has expired.\n"), say("text/html", "<h1>Lost</h1>")];
	const { filmgate } = await openScriptedServer(script);
	await expect(filmgate.films.download(FILM)).rejects.toThrow(/^This link has expired\.$/);
	await expect(filmgate.films.download(FILM)).rejects.toThrow("The server answered with HTTP status 404.");
});

test("attempts that bring nothing come to an end; attempts that bring something go on", async () => {
	const dripping = Array.from({ length: 10 }, (_, index) => serve({ until: 10_000 * (index + 1) }));
	const { filmgate, received } = await openScriptedServer([...dripping, drop, drop, drop], { maxRetries: 2 });
	const error = await filmgate.films.download(FILM).catch((error: unknown) => error);
	expect(error).toBeInstanceOf(FilmgateConnectionError);
	expect(error).toMatchObject({ message: "The connection ended after 100000 of 300000 bytes." });
	expect(received).toHaveLength(12);
});

test("a film is poured into a stream piece by piece, and the stream is closed", async () => {
	const { filmgate } = await openScriptedServer([serve({ until: 100_000 }), serve()]);
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const progress: number[] = [];
	const poured = filmgate.films.download(FILM, { to: writable, onProgress: (received) => progress.push(received) });
	const received = await new Response(readable).arrayBuffer();
	await poured;
	expect(same(received)).toBe(true);
	expect(progress.at(-1)).toBe(BYTES.length);
});

test("a receiver that gives up ends the download with its own reason", async () => {
	const full = new Error("the disk is full");
	const { filmgate, received } = await openScriptedServer([serve()]);
	const to = new WritableStream<Uint8Array>({ write: () => Promise.reject(full) });
	await expect(filmgate.films.download(FILM, { to })).rejects.toBe(full);
	expect(received).toHaveLength(1);
});

test("a signal ends it and aborts the stream", async () => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const { filmgate } = await openScriptedServer([serve({ until: 100_000, end: "stall" })]);
	const aborted = Promise.withResolvers<unknown>();
	const to = new WritableStream<Uint8Array>({
		write: () => controller.abort(reason),
		abort: (why) => aborted.resolve(why),
	});
	await expect(filmgate.films.download(FILM, { to, signal: controller.signal })).rejects.toBe(reason);
	expect(await aborted.promise).toBe(reason);
});

test.each(["write", "close"] as const)("a signal ends it although the receiver never ends its %s", async (verb) => {
	const controller = new AbortController();
	const reason = new Error("enough");
	const { filmgate } = await openScriptedServer([serve()]);
	const never = () => {
		setImmediate(() => controller.abort(reason));
		return new Promise<void>(() => {});
	};
	const to = new WritableStream<Uint8Array>({ [verb]: never });
	await expect(filmgate.films.download(FILM, { to, signal: controller.signal })).rejects.toBe(reason);
});

/** Compared here, because a failed comparison of so many bytes would be printed. */
function same(received: ArrayBuffer): boolean {
	return Buffer.from(received).equals(BYTES);
}
