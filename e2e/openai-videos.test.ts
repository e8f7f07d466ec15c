import { readFileSync } from "node:fs";
import OpenAI, { toFile } from "openai";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";

/** The vendor's own client, as it is published, over a socket. */
let server: TestServer;
let client: OpenAI;

const FILM = readFileSync(new URL("../src/media/fixtures/fast-start.mp4", import.meta.url));
const OPERATIONS = [
	"text-to-video",
	"image-to-video",
	"reference-to-video",
	"modify",
	"extend",
] as const satisfies readonly string[];

beforeAll(async () => {
	server = await openTestServer({ engine: { capabilities: { operations: OPERATIONS }, cover: makePng(640, 360) } });
	client = open(server.liveKey);
});

afterAll(() => server.close());

function open(apiKey: string): OpenAI {
	return new OpenAI({ apiKey, baseURL: `${server.url}/v1` });
}

const picture = (width: number, height: number) => toFile(makePng(width, height), "first.png", { type: "image/png" });
const film = () => toFile(FILM, "film.mp4", { type: "video/mp4" });
const lastOrder = () => server.engine.starts.at(-1)?.order;

async function ended(id: string) {
	return await vi.waitFor(
		async () => {
			const video = await client.videos.retrieve(id);
			if (video.status === "queued" || video.status === "in_progress") throw new Error("It has not ended.");
			return video;
		},
		{ interval: 5, timeout: 10_000 },
	);
}

async function completed(prompt = "a calico cat"): Promise<string> {
	const { id } = await client.videos.create({ prompt });
	expect((await ended(id)).status).toBe("completed");
	return id;
}

describe("create", () => {
	test("orders a film with the wire's defaults, and answers the whole object", async () => {
		const before = Math.floor(Date.now() / 1_000);
		const { data: video, request_id: requestId } = await client.videos
			.create({ prompt: "a calico cat" })
			.withResponse();
		expect(requestId).toMatch(/^req_[0-9a-f]{32}$/);
		expect(video).toEqual({
			id: expect.stringMatching(/^video_[1-9][0-9]{10,}$/),
			object: "video",
			model: "sora-2",
			status: "queued",
			progress: 0,
			prompt: "a calico cat",
			created_at: expect.any(Number),
			completed_at: null,
			expires_at: null,
			seconds: "4",
			size: "720x1280",
			remixed_from_video_id: null,
			error: null,
		});
		expect(video.created_at).toBeGreaterThanOrEqual(before);
		const done = await ended(video.id);
		expect(done).toMatchObject({ id: video.id, status: "completed", progress: 100, error: null });
		expect(done.completed_at).toBeGreaterThanOrEqual(video.created_at);
		expect(done.expires_at).toBeGreaterThan(done.completed_at ?? 0);
		const { response } = await client.videos.retrieve(video.id).withResponse();
		expect(response.headers.get("openai-poll-after-ms")).toBeNull();
	});

	test("takes a picture as a file, a data URL or an upload's id", async () => {
		const png = makePng(1280, 720);
		const wish = { prompt: "it moves", size: "1280x720", seconds: "8", model: "sora-2-pro" } as const;
		const { image_url } = { image_url: `data:image/png;base64,${png.toString("base64")}` };
		const uploadId = await uploadImage(png);
		for (const input_reference of [await picture(1280, 720), { image_url }, { file_id: `file_${uploadId}` }]) {
			const video = await client.videos.create({ ...wish, input_reference });
			expect(video).toMatchObject({ size: "1280x720", seconds: "8", model: "sora-2-pro" });
			await ended(video.id);
			expect(lastOrder()).toMatchObject({
				operation: "image-to-video",
				inputs: [{ role: "first-frame", medium: { mime: "image/png", width: 1280, height: 720 } }],
			});
		}
	});

	test("makes one film of a request that was sent twice, in whatever form", async () => {
		const wish = async () => ({ prompt: "once", size: "1280x720", input_reference: await picture(1280, 720) }) as const;
		const headers = { "Idempotency-Key": "aisdk_vid_1" };
		const first = await client.videos.create(await wish(), { headers });
		const again = await client.videos.create(await wish(), { headers });
		expect(again.id).toBe(first.id);
		const other = client.videos.create({ ...(await wish()), prompt: "twice" }, { headers });
		await expect(other).rejects.toMatchObject({ status: 400, type: "idempotency_error" });
		const remixed = client.videos.remix(first.id, { prompt: "once" }, { headers });
		await expect(remixed).rejects.toMatchObject({ status: 400, code: "idempotency_key_reused" });
	});

	async function uploadImage(png: Buffer): Promise<number> {
		const body = new FormData();
		body.append("image", new Blob([png as Uint8Array<ArrayBuffer>], { type: "image/png" }), "a.png");
		const headers = { "API-KEY": server.liveKey, "Ai-trace-id": crypto.randomUUID() };
		const response = await fetch(`${server.url}/openapi/v2/image/upload`, { method: "POST", headers, body });
		return ((await response.json()) as { Resp: { img_id: number } }).Resp.img_id;
	}
});

describe("list and delete", () => {
	test("pages run both ways through all of an account's videos, past those that go meanwhile", async () => {
		const ids: string[] = [];
		for (let index = 0; index < 5; index += 1) ids.push(await completed(`number ${index}`));
		const down = await client.videos.list({ limit: 2 });
		expect(down.data.map(({ id }) => id)).toEqual(ids.slice(3).reverse());
		expect(down.has_more).toBe(true);
		await client.videos.delete(down.last_id);
		const next = await down.getNextPage();
		expect(next.data.map(({ id }) => id)).toEqual(ids.slice(1, 3).reverse());
		const seen: string[] = [];
		for await (const { id } of client.videos.list({ order: "asc", limit: 3 })) seen.push(id);
		expect(seen.slice(-4)).toEqual(ids.filter((id) => id !== down.last_id));
		expect(new Set(seen).size).toBe(seen.length);
	});

	test("a deleted video is gone from everywhere", async () => {
		const id = await completed();
		expect(await client.videos.delete(id)).toEqual({ id, object: "video.deleted", deleted: true });
		await expect(client.videos.retrieve(id)).rejects.toMatchObject({ status: 404, code: "not_found" });
		await expect(client.videos.downloadContent(id)).rejects.toMatchObject({ status: 404 });
		await expect(client.videos.delete(id)).rejects.toMatchObject({ status: 404 });
		await expect(client.videos.remix(id, { prompt: "again" })).rejects.toMatchObject({ status: 404 });
		const edit = client.videos.edit({ prompt: "again", video: { id } });
		await expect(edit).rejects.toMatchObject({ status: 400, code: "file_not_found", param: "video[id]" });
	});
});

describe("content", () => {
	test("the film comes whole and in parts", async () => {
		const id = await completed();
		const whole = await client.videos.downloadContent(id);
		expect(whole.headers.get("content-type")).toBe("video/mp4");
		expect(Buffer.from(await whole.arrayBuffer()).equals(FILM)).toBe(true);
		const part = await client.videos.downloadContent(id, {}, { headers: { Range: "bytes=4-7" } });
		expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
		const headers = { authorization: `Bearer ${server.liveKey}` };
		const head = await fetch(`${server.url}/v1/videos/${id}/content`, { method: "HEAD", headers });
		expect([head.status, head.headers.get("content-length")]).toEqual([200, String(FILM.length)]);
	});

	test("a thumbnail and a sheet of its frames are pictures of the types that the wire names", async () => {
		const id = await completed();
		const thumbnail = await client.videos.downloadContent(id, { variant: "thumbnail" });
		expect(thumbnail.headers.get("content-type")).toBe("image/webp");
		const webp = Buffer.from(await thumbnail.arrayBuffer());
		expect([webp.toString("latin1", 0, 4), webp.toString("latin1", 8, 12)]).toEqual(["RIFF", "WEBP"]);
		const sheet = await client.videos.downloadContent(id, { variant: "spritesheet" });
		expect(sheet.headers.get("content-type")).toBe("image/jpeg");
		const jpeg = Buffer.from(await sheet.arrayBuffer());
		expect(jpeg.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
		const headers = { authorization: `Bearer ${server.liveKey}` };
		const head = await fetch(`${server.url}/v1/videos/${id}/content?variant=spritesheet`, { method: "HEAD", headers });
		expect([head.status, head.headers.get("content-length")]).toEqual([200, String(jpeg.length)]);
	});

	test("a picture of a film comes in parts too, under conditions, and as what it is", async () => {
		const id = await completed();
		const ask = (headers: Record<string, string>) =>
			client.videos.downloadContent(id, { variant: "thumbnail" }, { headers });
		const { headers } = await ask({});
		expect([headers.get("accept-ranges"), headers.get("x-content-type-options")]).toEqual(["bytes", "nosniff"]);
		const part = await ask({ Range: "bytes=0-3" });
		expect([part.status, await part.text()]).toEqual([206, "RIFF"]);
		const again = await fetch(`${server.url}/v1/videos/${id}/content?variant=thumbnail`, {
			headers: { authorization: `Bearer ${server.liveKey}`, "if-none-match": headers.get("etag") ?? "" },
		});
		expect(again.status).toBe(304);
	});
});

describe("films from films", () => {
	test("a remix, and an edit by id, name what they came from", async () => {
		const source = await completed();
		const videos = [
			await client.videos.remix(source, { prompt: "at night" }),
			await client.videos.edit({ prompt: "at night", video: { id: source } }),
		];
		for (const video of videos) {
			expect(video).toMatchObject({ remixed_from_video_id: source, prompt: "at night", model: "sora-2" });
			expect((await ended(video.id)).status).toBe("completed");
			expect(lastOrder()).toMatchObject({ operation: "modify", inputs: [{ role: "source" }] });
		}
	});

	test("what a remix, an edit and an extension do not have is said on the video", async () => {
		const source = await completed();
		const wish = { prompt: "at night", size: "1280x720", seed: 7, n: 2 } as never as { prompt: string };
		const more = { model: "sora-2-pro", seconds: "12" } as const;
		const video = { id: source };
		const warned = async (call: PromiseLike<unknown>) =>
			((await call) as { warnings: { setting: string }[] }).warnings.map(({ setting }) => setting);
		expect(await warned(client.videos.remix(source, { ...wish, ...more }))).toEqual([
			"model",
			"seconds",
			"size",
			"seed",
			"n",
		]);
		expect(await warned(client.videos.edit({ ...wish, ...more, video }))).toEqual(["seconds", "size", "seed", "n"]);
		expect(await warned(client.videos.extend({ ...wish, ...more, video }))).toEqual(["size", "seed", "n"]);
		const plain = await client.videos.remix(source, { prompt: "at night" });
		expect(plain).not.toHaveProperty("warnings");
	});

	test("an edit of an uploaded film", async () => {
		const video = await client.videos.edit({ prompt: "at night", video: await film() });
		expect(video).toMatchObject({ remixed_from_video_id: null, model: "sora-2" });
		await ended(video.id);
		expect(lastOrder()?.inputs).toMatchObject([{ role: "source", medium: { mime: "video/mp4" } }]);
	});

	test("an extension says the length of the whole, and there are six of them at most", async () => {
		let id = await completed();
		const source = await client.videos.extend({ prompt: "on", seconds: "4", video: await film() });
		expect(Number(source.seconds)).toBeGreaterThan(4);
		for (let times = 1; times <= 6; times += 1) {
			const video = await client.videos.extend({ prompt: "on", seconds: "8", video: { id } });
			expect(Number(video.seconds)).toBeGreaterThan(8);
			expect(video.remixed_from_video_id).toBeNull();
			id = (await ended(video.id)).id;
		}
		const seventh = client.videos.extend({ prompt: "on", seconds: "4", video: { id } });
		await expect(seventh).rejects.toMatchObject({ status: 400, param: "video[id]" });
	});
});

describe("characters", () => {
	test("are made of a video, read, and appear by their name", async () => {
		const made = await client.videos.createCharacter({ name: "Mossy", video: await film() });
		expect(made).toEqual({ id: expect.stringMatching(/^char_\d+$/), created_at: expect.any(Number), name: "Mossy" });
		expect(await client.videos.getCharacter(made.id ?? "")).toEqual(made);
		const characters = [{ id: made.id }];
		const video = await client.videos.create({ prompt: "Mossy runs", characters } as never);
		await ended(video.id);
		expect(lastOrder()).toMatchObject({
			operation: "reference-to-video",
			inputs: [{ role: "reference", name: "Mossy", medium: { mime: "image/jpeg" } }],
		});
		await expect(client.videos.getCharacter("char_7")).rejects.toMatchObject({ status: 404 });
		const unknown = client.videos.create({ prompt: "Nobody", characters: [{ id: "char_7" }] } as never);
		await expect(unknown).rejects.toMatchObject({ status: 400, param: "characters" });
	});
});
