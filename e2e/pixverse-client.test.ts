import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request as openRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import {
	ASPECT_RATIOS,
	durationsOf,
	MODELS,
	type Model,
	QUALITIES,
	type Quality,
} from "../src/wire/pixverse/models.ts";

/**
 * The vendor's own client (PixVerse-MCP) as far as it can be told from outside: the spelling of its headers, its
 * defaults, its forms, its polling, and its rule that HTTP 200 with `ErrCode` 0 alone is success.
 */
class OfficialClient {
	readonly #url: string;
	readonly #key: string;

	constructor(url: string, key: string) {
		this.#url = url;
		this.#key = key;
	}

	textToVideo(order: object, traceId?: string): Promise<Created> {
		const defaults = { model: "v5", duration: 5, aspect_ratio: "16:9", quality: "540p" };
		return this.#post("/openapi/v2/video/text/generate", { ...defaults, ...EVERY_ORDER, ...order }, traceId);
	}

	imageToVideo(order: object, traceId?: string): Promise<Created> {
		return this.#post("/openapi/v2/video/img/generate", { ...EVERY_ORDER, ...order }, traceId);
	}

	result(videoId: number): Promise<Result> {
		return this.#send("GET", `/openapi/v2/video/result/${videoId}`);
	}

	/** Polls while it is told to wait; 2, 3, 5 and whatever it does not know mean that. */
	async waitFor(videoId: number): Promise<Result> {
		for (;;) {
			const result = await this.result(videoId);
			if ([1, 6, 7, 8].includes(result.status)) return result;
		}
	}

	balance(): Promise<{ account_id: number; credit_monthly: number; credit_package: number }> {
		return this.#send("GET", "/openapi/v2/account/balance");
	}

	/** A file goes as multipart, a link as an urlencoded form. */
	uploadImage(image: { bytes: Buffer } | { url: string }): Promise<Uploaded> {
		if ("url" in image) return this.uploadForm(new URLSearchParams({ image_url: image.url }));
		const form = new FormData();
		form.append("image", new Blob([image.bytes as Uint8Array<ArrayBuffer>], { type: "image/png" }), "picture.png");
		return this.uploadForm(form);
	}

	async uploadForm(form: FormData | URLSearchParams | { type: string; text: string }): Promise<Uploaded> {
		const body =
			"text" in form ? new Response(form.text, { headers: { "content-type": form.type } }) : new Response(form);
		const headers = { "Content-Type": body.headers.get("content-type") ?? "" };
		return this.#send("POST", "/openapi/v2/image/upload", { headers, body: Buffer.from(await body.arrayBuffer()) });
	}

	#post<Resp>(path: string, body: object, traceId?: string): Promise<Resp> {
		const headers = {
			"Content-Type": "application/json",
			...(traceId === undefined ? {} : { "Ai-Trace-Id": traceId }),
		};
		return this.#send("POST", path, { headers, body: Buffer.from(JSON.stringify(body)) });
	}

	async #send<Resp>(
		method: string,
		path: string,
		{ headers = {}, body = Buffer.alloc(0) }: { headers?: Record<string, string>; body?: Buffer } = {},
	): Promise<Resp> {
		const request = openRequest(new URL(path, this.#url), {
			method,
			headers: {
				"API-KEY": this.#key,
				Accept: "application/json",
				"User-Agent": "pixverse-mcp/0.1.0",
				"Ai-Trace-Id": randomUUID(),
				...(method === "GET" ? {} : { "Content-Length": body.length }),
				...headers,
			},
		});
		request.end(body);
		const [response] = (await once(request, "response")) as [IncomingMessage];
		let text = "";
		for await (const chunk of response) text += String(chunk);
		const envelope = JSON.parse(text) as { ErrCode: number; ErrMsg: string; Resp: Resp };
		if (response.statusCode !== 200 || envelope.ErrCode !== 0) throw new ApiError(response.statusCode, envelope);
		return envelope.Resp;
	}
}

class ApiError extends Error {
	readonly status: number | undefined;
	readonly errCode: number;

	constructor(status: number | undefined, { ErrCode, ErrMsg }: { ErrCode: number; ErrMsg: string }) {
		super(ErrMsg);
		this.status = status;
		this.errCode = ErrCode;
	}
}

interface Created {
	readonly video_id: number;
	readonly credits: number;
}

interface Uploaded {
	readonly img_id: number;
	readonly img_url: string;
}

interface Result {
	readonly id: number;
	readonly status: number;
	readonly url: string;
	readonly size: number;
	readonly [field: string]: unknown;
}

/** Sent with every order, for every model. */
const EVERY_ORDER = { motion_mode: "normal", water_mark: false, play_bgm: false, sound_effect_switch: false };
const PICTURE = makePng(64, 32);
const FILM = readFileSync(new URL("../src/media/fixtures/fast-start.mp4", import.meta.url));

let server: TestServer;
let client: OfficialClient;
let pictures: Server;
let pictureUrl: string;

beforeAll(async () => {
	pictures = createServer((_request, response) => response.setHeader("content-type", "image/png").end(PICTURE));
	pictures.listen(0, "127.0.0.1");
	await once(pictures, "listening");
	pictureUrl = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/picture.png`;
	server = await openTestServer({ engine: { finish: "by-hand" }, config: { allowLinks: ["127.0.0.1"] } });
	client = new OfficialClient(server.url, server.liveKey);
});

afterAll(async () => {
	await server?.close();
	pictures.close();
});

/** The engine's start of a video's work; the dispatcher gets to it soon after the answer. */
async function startOf(prompt: string) {
	return await vi.waitFor(
		() => {
			const start = server.engine.starts.find(({ order }) => order.prompt === prompt);
			if (start === undefined) throw new Error("not started yet");
			return start;
		},
		{ interval: 2, timeout: 10_000 },
	);
}

function multipart(...parts: readonly string[]): { type: string; text: string } {
	const lines = parts.map((part) => `--cut\r\nContent-Disposition: form-data; ${part}\r\n`);
	return { type: "multipart/form-data; boundary=cut", text: `${lines.join("")}--cut--\r\n` };
}

describe("the vendor's client", () => {
	it.each<[string, () => Promise<Uploaded>]>([
		["a file", () => client.uploadImage({ bytes: PICTURE })],
		["a link, urlencoded", () => client.uploadImage({ url: pictureUrl })],
		["a link, multipart", () => client.uploadForm(multipart(`name="image_url"\r\n\r\n${pictureUrl}`))],
		[
			"an empty file beside a link",
			() =>
				client.uploadForm(
					multipart(
						'name="image"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n',
						`name="image_url"\r\n\r\n${pictureUrl}`,
					),
				),
		],
		[
			"an empty field beside a link",
			() => client.uploadForm(multipart('name="image"\r\n\r\n', `name="image_url"\r\n\r\n${pictureUrl}`)),
		],
		[
			"a link as JSON",
			() => client.uploadForm({ type: "application/json", text: JSON.stringify({ image_url: pictureUrl }) }),
		],
	])("uploads %s and makes a film of it", async (name, upload) => {
		const { img_id, img_url } = await upload();
		expect(Number.isSafeInteger(img_id)).toBe(true);
		expect(Buffer.from(await (await fetch(img_url)).arrayBuffer())).toEqual(PICTURE);

		const prompt = `a film of ${name}`;
		const order = { prompt, img_id, model: "v4.5", duration: 5, quality: "540p", seed: 7 };
		const { video_id, credits } = await client.imageToVideo(order);
		expect(credits).toBe(45);
		expect(await client.result(video_id)).toMatchObject({ id: video_id, status: 5, url: "", size: 0 });

		const start = await startOf(prompt);
		expect(start.order).toMatchObject({ operation: "image-to-video", width: 1080, height: 540, seed: 7, mark: false });
		server.engine.finish(start.startToken);
		const done = await client.waitFor(video_id);
		expect(done).toMatchObject({ status: 1, size: FILM.length, prompt, seed: 7, credits: 45, duration: 5 });
		for (const value of Object.values(done)) {
			if (typeof value === "number") expect(Number.isSafeInteger(value)).toBe(true);
		}
		expect(Buffer.from(await (await fetch(done.url)).arrayBuffer())).toEqual(FILM);
	});

	it("gets its defaults accepted with every model, and what the table offers", async () => {
		const asked = (Object.keys(MODELS) as Model[]).map((model) =>
			client.textToVideo({ prompt: `all of ${model}`, model }),
		);
		for (const { video_id } of await Promise.all(asked)) expect(Number.isSafeInteger(video_id)).toBe(true);
		const ratios = Object.keys(ASPECT_RATIOS).map((aspect_ratio) =>
			client.textToVideo({ prompt: `in ${aspect_ratio}`, model: "v6", duration: 1, quality: "360p", aspect_ratio }),
		);
		for (const created of await Promise.all(ratios)) expect(created.credits).toBe(5);
		const longest = (Object.keys(QUALITIES) as Quality[]).map((quality) =>
			client.textToVideo({ prompt: "long", model: "c1", duration: durationsOf("c1", quality).at(-1), quality }),
		);
		expect((await Promise.all(longest)).map(({ credits }) => credits)).toEqual([90, 120, 150, 285]);
	});

	it("gets the same video for a repeated trace id, and pays once", async () => {
		const traceId = randomUUID();
		const first = await client.textToVideo({ prompt: "once" }, traceId);
		const balance = await client.balance();
		expect(await client.textToVideo({ prompt: "once" }, traceId)).toEqual(first);
		expect(await client.balance()).toEqual(balance);
		const again = await client.textToVideo({ prompt: "once" });
		expect(again.video_id).not.toBe(first.video_id);
		const later = await client.balance();
		expect(later.credit_monthly).toBe(0);
		expect(later.credit_package).toBe(balance.credit_package - again.credits);
	});

	it.each<[string, object, number]>([
		["a length that its model lacks", { model: "v5", duration: 10 }, 400017],
		["no prompt", { prompt: "" }, 400011],
		["a picture of nobody's", { img_id: 164913710 }, 400032],
		["a quoted picture", { img_id: "164913710" }, 400013],
		["a template", { template_id: 1 }, 500070],
	])("is told what is wrong with %s", async (_name, changes, errCode) => {
		const order = { prompt: "a heron", model: "v5", duration: 5, quality: "540p", img_id: 1, ...changes };
		const balance = await client.balance();
		await expect(client.imageToVideo(order)).rejects.toMatchObject({ status: 200, errCode });
		expect(await client.balance()).toEqual(balance);
	});

	it("sees an authentication error by its number", async () => {
		const stranger = new OfficialClient(server.url, "no.key");
		await expect(stranger.balance()).rejects.toMatchObject({ status: 200, errCode: 10001 });
		await expect(client.result(1)).rejects.toMatchObject({ status: 200, errCode: 500008 });
	});

	it("sees moderated and failed videos end, and is not charged for them", async () => {
		const balance = await client.balance();
		const ends = [
			["engine_failed", 8],
			["content_refused", 7],
		] as const;
		for (const [code, status] of ends) {
			const prompt = `ends with ${code}`;
			const { video_id } = await client.textToVideo({ prompt });
			const { startToken } = await startOf(prompt);
			server.engine.finish(startToken, { kind: "failed", failure: { code, message: "No." } });
			expect(await client.waitFor(video_id)).toMatchObject({ status, url: "" });
		}
		expect(await client.balance()).toEqual(balance);
	});

	it("is refused at once above its concurrency", async () => {
		const tester = new OfficialClient(server.url, server.testKey);
		const full = await Promise.all(
			Array.from({ length: 100 }, (_, index) => tester.textToVideo({ prompt: `${index}` })),
		);
		expect(new Set(full.map(({ video_id }) => video_id)).size).toBe(100);
		const balance = await tester.balance();
		await expect(tester.textToVideo({ prompt: "one more" })).rejects.toMatchObject({ status: 200, errCode: 500044 });
		expect(await tester.balance()).toEqual(balance);
	});
});
