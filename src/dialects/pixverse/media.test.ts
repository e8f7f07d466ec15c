import { once } from "node:events";
import { createServer, type IncomingMessage, request as openRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePng } from "../../contracts/make-png.ts";
import { countRemains } from "../../contracts/remains.ts";
import { openTestServer } from "../../contracts/test-server.ts";
import { makeWav, Platform, readFixture } from "./testing/platform.ts";

const UPLOAD = "/media/upload";

let platform: Platform;
let world: Server;
let worldUrl: string;

beforeAll(async () => {
	world = createServer((_request, response) => response.end(readFixture("fast-start.mp4")));
	world.listen(0, "127.0.0.1");
	await once(world, "listening");
	worldUrl = `http://127.0.0.1:${(world.address() as AddressInfo).port}/film.mp4`;
	platform = new Platform(await openTestServer({ config: { allowLinks: ["127.0.0.1"] } }));
});

afterAll(async () => {
	await platform?.server.close();
	world.closeAllConnections();
	world.close();
});

function form(bytes: Uint8Array | null, fields: Readonly<Record<string, string>> = {}): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.append(name, value);
	if (bytes !== null) data.append("file", new Blob([bytes as Uint8Array<ArrayBuffer>]), "file.bin");
	return data;
}

describe("media upload", () => {
	it.each([
		["fast-start.mp4", "video"],
		["tone.mp3", "audio"],
		["tone.wav", "audio"],
		["tone.m4a", "audio"],
		["tone.aac", "audio"],
		["sound-only.mp4", "audio"],
	])("takes %s as %s, said or not", async (name, media_type) => {
		for (const fields of [{}, { media_type }]) {
			const { body } = await platform.call("POST", UPLOAD, { body: form(readFixture(name), fields) });
			expect(body).toMatchObject({ ErrCode: 0, Resp: { media_type, media_id: expect.any(Number) } });
			expect(body.Resp.width).toBe(media_type === "video" ? 64 : undefined);
			expect(Buffer.from(await (await fetch(body.Resp.url)).arrayBuffer())).toEqual(readFixture(name));
		}
	});

	it("takes a link: multipart, urlencoded, JSON, beside an empty file", async () => {
		const link = { file_url: worldUrl, media_type: "video" };
		const bodies = [
			form(null, link),
			new URLSearchParams(link),
			JSON.stringify(link),
			form(new Uint8Array(), { file_url: worldUrl }),
		];
		for (const body of bodies) {
			const answer = await platform.call("POST", UPLOAD, { body });
			expect(answer.body).toMatchObject({ ErrCode: 0, Resp: { media_type: "video", width: 64, height: 36 } });
		}
	});

	it.each<[string, () => FormData | URLSearchParams | string, number, string]>([
		["31 seconds", () => form(makeWav(31)), 400017, "at most 30 seconds"],
		["a film cut in half", () => form(readFixture("fast-start.mp4").subarray(0, 3_000)), 400017, "file"],
		["a sound cut in half", () => form(readFixture("tone.m4a").subarray(0, 1_000)), 400017, "file"],
		["text", () => form(Buffer.from("I am a film.")), 400017, "MP4"],
		["a picture", () => form(makePng(8, 8)), 400017, "MP4"],
		["a sound said to be a film", () => form(readFixture("tone.mp3"), { media_type: "video" }), 400017, "MP4"],
		["a film said to be a sound", () => form(readFixture("fast-start.mp4"), { media_type: "audio" }), 400017, "MP3"],
		["a type that is none", () => form(readFixture("tone.mp3"), { media_type: "smell" }), 400017, "media_type"],
		["nothing", () => form(null), 400011, "file"],
		["words where the file belongs", () => new URLSearchParams({ file: "film" }), 400013, "file"],
		["no body", () => "", 400013, "body"],
		["another scheme", () => new URLSearchParams({ file_url: "file:///etc/passwd" }), 400017, "file_url"],
		["the metadata service", () => new URLSearchParams({ file_url: "http://169.254.169.254/a" }), 400017, "file_url"],
	])("refuses %s and leaves nothing", async (_name, body, errCode, words) => {
		const before = countRemains(platform.server);
		const answer = await platform.call("POST", UPLOAD, { body: body() });
		expect(answer).toMatchObject({ status: 200, body: { ErrCode: errCode, Resp: null } });
		expect(answer.body.ErrMsg).toContain(words);
		expect(countRemains(platform.server)).toEqual(before);
	});

	it("gives the same number to the same bytes under one trace id, and never one medium for another", async () => {
		const headers = { "Ai-trace-id": "an-upload-of-mine" };
		const idOf = async (bytes: Uint8Array, sent = { headers }) =>
			(await platform.upload("media", bytes, sent)).body.Resp.media_id as number;
		const first = await idOf(makeWav(3));
		expect(await idOf(makeWav(3))).toBe(first);
		expect(await idOf(makeWav(4))).not.toBe(first);
		expect(await idOf(makeWav(3), { headers: { "Ai-trace-id": "another" } })).not.toBe(first);
	});

	it("takes exactly 30 seconds", async () => {
		expect((await platform.upload("media", makeWav(30))).body.ErrCode).toBe(0);
	});
});

describe("voices", () => {
	it("are made, listed, used by their account alone, and deleted", async () => {
		const { media_id } = (await platform.upload("media", makeWav(2))).body.Resp;
		const made = await platform.make("/video/tts_speaker", { name: "Grandma", audio_media_id: media_id });
		expect(made).toMatchObject({ speaker_id: expect.stringMatching(/^\d+$/), name: "Grandma" });
		const list = async (query: string) => (await platform.get(`/video/tts_speaker${query}`)).body.Resp;
		expect((await list("?speaker_type=custom")).data).toEqual([made]);
		expect((await list("?speaker_type=system")).total).toBe(14);
		expect((await list("?page_num=2&page_size=10")).data).toHaveLength(5);
		const foreign = { key: platform.server.testKey };
		const path = `/video/tts_speaker/${made.speaker_id}`;
		expect((await platform.call("DELETE", path, foreign)).body.ErrCode).toBe(500008);
		expect((await platform.call("DELETE", "/video/tts_speaker/7")).body.ErrCode).toBe(500008);
		expect((await platform.call("DELETE", path)).body).toMatchObject({ ErrCode: 0 });
		expect((await platform.call("DELETE", path)).body.ErrCode).toBe(500008);
		expect((await list("?speaker_type=custom")).total).toBe(0);
	});
});

describe("lists", () => {
	it.each([
		["/video/lip_sync/tts_list", 15, "data"],
		["/video/restyle/list", 11, "data"],
		["/video/effects/templates/list", 10, "effect_items"],
	])("%s comes whole, or in pages", async (path, total, name) => {
		const whole = (await platform.get(path)).body.Resp;
		expect([whole.total, whole[name].length]).toEqual([total, total]);
		const [number, size] = name === "data" ? ["page_num", "page_size"] : ["page", "pageSize"];
		const page = (await platform.get(`${path}?${number}=2&${size}=4`)).body.Resp;
		expect(page[name]).toEqual(whole[name].slice(4, 8));
		for (const query of [`${number}=0`, `${size}=101`]) {
			expect((await platform.get(`${path}?${query}`)).body.ErrCode).toBe(400017);
		}
		expect((await platform.get(`${path}?${number}=x`)).body.ErrCode).toBe(400013);
	});

	it("takes its page from a body of the GET, as a guide sends it", async () => {
		const ask = async (body: string) => {
			const headers = { "API-KEY": platform.server.liveKey, "content-type": "application/json" };
			const url = `${platform.server.url}/openapi/v2/video/lip_sync/tts_list`;
			const request = openRequest(url, { headers: { ...headers, "content-length": Buffer.byteLength(body) } });
			request.end(body);
			const [response] = (await once(request, "response")) as [IncomingMessage];
			let text = "";
			for await (const chunk of response) text += String(chunk);
			return JSON.parse(text);
		};
		const { Resp } = await ask('{"page_num":2,"page_size":"4"}');
		expect(Resp.data.map(({ name }: { name: string }) => name)).toEqual(["Emily", "Chloe", "Julia", "Mason"]);
		expect((await ask("[]")).ErrCode).toBe(400013);
		expect((await ask("page")).ErrCode).toBe(400013);
		expect((await ask(" ".repeat(5_000))).ErrCode).toBe(400013);
		expect((await ask('{"page_num":0}')).ErrCode).toBe(400017);
	});

	it("knows the voices in the order of the vendor's list", async () => {
		const { data } = (await platform.get("/video/lip_sync/tts_list?page_num=1&page_size=2")).body.Resp;
		expect(data).toEqual([
			{ speaker_id: "7", name: "Harper" },
			{ speaker_id: "8", name: "Ava" },
		]);
	});
});
