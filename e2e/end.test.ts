import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { readConfig } from "../src/config.ts";
import { createFakeEngine, type FakeEngineOptions } from "../src/contracts/fake-engine.ts";
import { createFilmgate } from "../src/filmgate.ts";

const FILM = readFileSync(new URL("../src/media/fixtures/fast-start.mp4", import.meta.url));
const PATIENCE_MS = 300;
/** Patience, the second in which an engine may say its last word, and what a busy machine needs. */
const BOUND_MS = 6_000;

async function open(dataFolder: string, options: Partial<FakeEngineOptions> = {}) {
	const engine = createFakeEngine({ name: "preview", film: FILM, ...options });
	const config = readConfig({ port: 0, dataFolder }, {});
	const filmgate = await createFilmgate(config, { preview: engine, patienceMs: PATIENCE_MS });
	return { engine, filmgate, url: filmgate.url };
}

function makeFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-end-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
	return folder;
}

type Server = Awaited<ReturnType<typeof open>> & { readonly key: string };

function call({ url, key }: Server, path: string, init: RequestInit = {}): Promise<Response> {
	const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
	return fetch(`${url}/api/v1/tasks${path}`, { ...init, headers: { ...headers, ...init.headers } });
}

async function submit(server: Server): Promise<string> {
	const body = JSON.stringify({ prompt: "A lighthouse" });
	return ((await (await call(server, "", { method: "POST", body })).json()) as { id: string }).id;
}

async function read(server: Server, id: string) {
	return (await (await call(server, `/${id}`)).json()) as { status: string; films: { url: string }[] };
}

const until = (server: Server, id: string, status: string) =>
	vi.waitFor(async () => expect((await read(server, id)).status).toBe(status), { timeout: 10_000, interval: 20 });

async function timed(work: Promise<void>): Promise<number> {
	const begun = performance.now();
	await work;
	return performance.now() - begun;
}

/** A part of an MP4 file that says nothing: so a small film becomes more than a socket holds. */
function freeBox(bytes: number): Buffer {
	const box = Buffer.alloc(bytes);
	box.writeUInt32BE(bytes);
	box.write("free", 4, "latin1");
	return box;
}

/** A client that asks for a film and never reads it. */
async function stallingDownload(link: string): Promise<Socket> {
	const { hostname, port, pathname, search } = new URL(link);
	const socket = connect(Number(port), hostname);
	onTestFinished(() => void socket.destroy());
	await once(socket, "connect");
	socket.on("error", () => {});
	socket.pause();
	socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
	return socket;
}

test("nobody who waits can hold a server's end up: long polls, stalled downloads, engines that heed nothing", {
	timeout: 60_000,
}, async () => {
	const folder = makeFolder();
	const film = Buffer.concat([FILM, freeBox(32 << 20)]);
	const first = await open(folder, { film });
	const keys = first.filmgate.firstKeys;
	const server = { ...first, key: keys?.live ?? "" };
	const done = await submit(server);
	await until(server, done, "succeeded");
	const { films } = await read(server, done);
	await stallingDownload(films[0]?.url ?? "");

	const asked = Promise.withResolvers<void>();
	server.engine.answerNext((start) => {
		server.engine.accept(start);
		asked.resolve();
		return new Promise(() => {});
	});
	const hanging = await submit(server);
	await asked.promise;
	const poll = call(server, `/${hanging}`, { headers: { prefer: "wait=60" } });
	await vi.waitFor(async () => expect((await read(server, hanging)).status).toBe("starting"));

	expect(await timed(server.filmgate.close())).toBeLessThan(BOUND_MS);
	expect(await (await poll).json()).toMatchObject({ status: expect.stringMatching(/^(starting|unclear)$/) });

	const second = { ...(await open(folder)), key: server.key };
	onTestFinished(() => second.filmgate.close());
	expect(await read(second, hanging)).toMatchObject({ status: "unclear" });
	expect(second.engine.starts).toHaveLength(0);
	expect((await read(second, done)).status).toBe("succeeded");
});

test("an engine that can prove that it took nothing, when its server ends, has the task start anew", {
	timeout: 60_000,
}, async () => {
	const folder = makeFolder();
	const first = await open(folder);
	const server = { ...first, key: first.filmgate.firstKeys?.live ?? "" };
	const asked = Promise.withResolvers<void>();
	server.engine.answerNext(
		({ signal }) =>
			new Promise((resolve) => {
				asked.resolve();
				signal.addEventListener("abort", () =>
					resolve({ kind: "not-taken", reason: "nothing was sent", askAgainAfterMs: 0 }),
				);
			}),
	);
	const id = await submit(server);
	await asked.promise;
	await server.filmgate.close();
	const second = { ...(await open(folder)), key: server.key };
	onTestFinished(() => second.filmgate.close());
	await until(second, id, "succeeded");
	expect(second.engine.starts).toHaveLength(1);
});

test("a server on which nobody waits ends at once", async () => {
	const { filmgate } = await open(makeFolder());
	expect(await timed(filmgate.close())).toBeLessThan(BOUND_MS);
	await filmgate.close();
});
