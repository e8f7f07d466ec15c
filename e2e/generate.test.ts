import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ALL_FORMATS, BufferSource, Input } from "mediabunny";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readServerFile } from "../src/cli/server/server-file.ts";
import { filmgate, filmgateJson, start } from "../src/cli/testing/command.ts";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";

/** Where films go, and where servers of their own have their folders. */
let out: string;
let temporary: string;

beforeEach(() => {
	out = mkdtempSync(join(tmpdir(), "filmgate-out-"));
	temporary = join(out, "temporary");
	mkdirSync(temporary);
});

afterEach(() => rmSync(out, { recursive: true, force: true, maxRetries: 3 }));

/** Node keeps its own things there too. */
function serverFolders(): string[] {
	return readdirSync(temporary).filter((name) => name.startsWith("filmgate-"));
}

async function examine(path: string) {
	const input = new Input({ source: new BufferSource(readFileSync(path)), formats: ALL_FORMATS });
	const video = await input.getPrimaryVideoTrack();
	const audio = await input.getPrimaryAudioTrack();
	return {
		type: (await input.getFormat()).name,
		codec: await video?.getCodec(),
		width: await video?.getDisplayWidth(),
		height: await video?.getDisplayHeight(),
		frames: (await video?.computePacketStats())?.packetCount,
		seconds: await video?.computeDuration(),
		sound: await audio?.getCodec(),
	};
}

describe("with a server of its own", () => {
	test("a prompt becomes a film and its cover, and both wires tell of it", { timeout: 180_000 }, async () => {
		const { code, stdout, stderr } = await filmgate(["generate", "City sunset timelapse", "--out", out], {
			TMPDIR: temporary,
		});
		expect({ code, stderr }).toMatchObject({
			code: 0,
			stderr: expect.stringMatching(/running \d+ %\n(.*\n)*.*done\n$/),
		});
		const [film, cover, measures, wires] = stdout.split("\n");
		const id = /([0-9]{15})\.mp4$/.exec(film ?? "")?.[1];
		expect(film).toBe(`film   ${out}/${id}.mp4`);
		expect(cover).toBe(`cover  ${out}/${id}.jpg`);
		expect(measures).toMatch(/^ {7}1280x720, 5 s, 30 fps, with sound, \d+\.\d\d MB, rendered in \d+\.\d s$/);
		expect(wires).toContain(`PixVerse's tells the same of it: id ${id}, status 1, the same bytes`);

		expect(await examine(join(out, `${id}.mp4`))).toEqual({
			...{ type: "MP4", codec: "avc", width: 1280, height: 720, frames: 150, seconds: 5, sound: "aac" },
		});
		expect(readFileSync(join(out, `${id}.jpg`)).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
		expect(serverFolders()).toEqual([]);
	});

	test("an interrupt ends the server and takes its folder away", { timeout: 60_000 }, async () => {
		const { pid } = await interrupt("SIGINT");
		expect(serverFolders()).toEqual([]);
		expect(isAlive(pid)).toBe(false);
	});

	test("the server ends also when nobody could tell it to", { timeout: 60_000 }, async () => {
		const { pid } = await interrupt("SIGKILL");
		await vi.waitUntil(() => !isAlive(pid), { interval: 20, timeout: 20_000 });
	});

	/** Starts to make a film and is stopped while it is drawn. */
	async function interrupt(signal: NodeJS.Signals): Promise<{ pid: number }> {
		const child = start(["generate", "a fox", "--out", out], { TMPDIR: temporary });
		const exited = once(child, "exit");
		for await (const chunk of child.stderr ?? []) if (String(chunk).includes("running")) break;
		const folder = join(temporary, serverFolders()[0] as string);
		const pid = readServerFile(folder)?.pid ?? 0;
		expect(isAlive(pid)).toBe(true);
		child.kill(signal);
		expect(await exited).toEqual([null, signal]);
		return { pid };
	}

	function isAlive(pid: number): boolean {
		try {
			return process.kill(pid, 0);
		} catch {
			return false;
		}
	}
});

describe("with a server that the environment names", () => {
	let server: TestServer;
	let environment: Record<string, string>;

	beforeAll(async () => {
		server = await openTestServer({ engine: { cover: makePng(64, 36) } });
		environment = { FILMGATE_URL: server.url, FILMGATE_KEY: server.testKey };
	});

	afterAll(() => server.close());

	test("a picture goes along, and --json says where everything is", async () => {
		const picture = join(out, "picture.png");
		writeFileSync(picture, makePng(640, 360));
		const film = join(out, "deep", "film.mp4");
		const args = ["generate", "slow zoom in", "--image", picture, "--out", film, "--no-sound", "--seconds", "10"];
		const made = await filmgateJson<Record<string, unknown>>(args, environment);
		const bytes = readFileSync(film);
		expect(made).toMatchObject({ film, cover: join(out, "deep", "film.jpg"), bytes: bytes.length });
		expect(made).toMatchObject({ width: 64, height: 36, renderMs: expect.any(Number) });
		expect(made.pixverse).toMatchObject({ id: Number(made.id), status: 1 });
		expect(server.engine.starts.at(-1)?.order).toMatchObject({
			operation: "image-to-video",
			prompt: "slow zoom in",
			seconds: 10,
			sound: false,
			inputs: [{ role: "first-frame", medium: { mime: "image/png", width: 640, height: 360 } }],
		});
	});

	test.each([
		["what the engine says", "a fox [[fail]]", /filmgate: Failed because [^\n]+\n$/],
		["what moderation says", "a fox [[reject]]", /filmgate: Refused by moderation [^\n]+\n$/],
		["what the wire says", "a".repeat(513), /^filmgate: [^\n]*512[^\n]*\n$/],
	])("%s is one line and no file", async (_name, prompt, says) => {
		const { code, stdout, stderr } = await filmgate(["generate", prompt, "--out", out], environment);
		expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
		expect(stderr.split("\n").filter((line) => line.startsWith("filmgate: "))).toHaveLength(1);
		expect(stderr).toMatch(says);
		expect(readdirSync(out)).toEqual(["temporary"]);
	});

	test("something else than Filmgate is seen as such", async () => {
		const page = createServer((_request, response) => response.end("<html>Welcome</html>")).listen(0, "127.0.0.1");
		await once(page, "listening");
		const host = `127.0.0.1:${(page.address() as AddressInfo).port}`;
		const outcome = await filmgate(["generate", "a fox"], { ...environment, FILMGATE_URL: `http://${host}` });
		page.close();
		expect(outcome).toMatchObject({ code: 1, stdout: "" });
		expect(outcome.stderr).toBe(`filmgate: ${host} answers 200, but not as Filmgate does. Is it one?\n`);
	});
});
