import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type IncomingMessage, request as openRequest } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";
import { readConfig } from "../src/config.ts";
import { decodeAudio } from "../src/engines/preview/audio/decode-audio.ts";
import { decodePicture } from "../src/engines/preview/picture/decode-picture.ts";
import { openSource } from "../src/engines/preview/source/open-source.ts";
import { createFilmgate, type Filmgate } from "../src/filmgate.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Every call of the platform, made as the vendor's own client makes it, each to its end: first on an engine that has its
 * films ready, to see every call through; then on the real preview engine at its smallest size.
 */
class Client {
	readonly #url: string;
	readonly #key: string;

	constructor(url: string, key: string) {
		this.#url = url;
		this.#key = key;
	}

	// biome-ignore lint/suspicious/noExplicitAny: each call reads what it knows to be there, and fails when it is not.
	async call(method: string, path: string, form?: object): Promise<any> {
		const body = form === undefined ? null : form instanceof FormData ? new Response(form) : jsonResponse(form);
		const bytes = body === null ? Buffer.alloc(0) : Buffer.from(await body.arrayBuffer());
		const type = body?.headers.get("content-type");
		const request = openRequest(new URL(`/openapi/v2${path}`, this.#url), {
			method,
			headers: {
				"API-KEY": this.#key,
				"Ai-Trace-Id": randomUUID(),
				Accept: "application/json",
				"User-Agent": "pixverse-mcp/0.1.0",
				...(typeof type === "string" ? { "Content-Type": type, "Content-Length": bytes.length } : {}),
			},
		});
		request.end(bytes);
		const [response] = (await once(request, "response")) as [IncomingMessage];
		let text = "";
		for await (const chunk of response) text += String(chunk);
		const envelope = JSON.parse(text);
		if (response.statusCode === 200 && envelope.ErrCode === 0) return envelope.Resp;
		throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
	}

	upload(kind: "image" | "media", bytes: Uint8Array, mediaType?: string) {
		const form = new FormData();
		if (mediaType !== undefined) form.append("media_type", mediaType);
		form.append(kind === "image" ? "image" : "file", new Blob([bytes as Uint8Array<ArrayBuffer>]), "file");
		return this.call("POST", `/${kind}/upload`, form);
	}

	/** Makes a video or picture, waits for it, and fetches it. */
	async make(path: string, body: object, patienceMs = 0) {
		const made = await this.call("POST", path, body);
		const kind = made.image_id === undefined ? "video" : "image";
		for (;;) {
			const result = await this.call("GET", `/${kind}/result/${made.video_id ?? made.image_id}`);
			if (result.status !== 5) return { ...result, credits: made.credits, made };
			await new Promise((resolve) => setTimeout(resolve, patienceMs));
		}
	}
}

function jsonResponse(body: object): Response {
	return new Response(JSON.stringify(body), { headers: { "content-type": "application/json" } });
}

const SOUND = readFileSync(new URL("../src/media/fixtures/tone.wav", import.meta.url));
const CLIP = { prompt: "a heron over a lake at dawn", model: "v6", duration: 1, quality: "360p" };

interface Given {
	readonly image: number;
	readonly other: number;
	readonly audio: number;
	readonly video: number;
	readonly mask: string;
}

/** What is to be made of a call's order, as a decoder finds it. */
interface Expected {
	readonly size: string;
	readonly seconds: number;
	readonly sound: boolean;
}

interface PlatformCall {
	readonly path: string;
	readonly body: (given: Given) => object;
	readonly expected: Expected;
}

const silent = (size: string, seconds = 1): Expected => ({ size, seconds, sound: false });
const audible = (size: string, seconds = 1): Expected => ({ size, seconds, sound: true });
const WIDE = "640x360";

function call(path: string, body: PlatformCall["body"], expected: Expected): PlatformCall {
	return { path, body, expected };
}

/** What the platform's calls are, each with the least that it takes. */
const CALLS: readonly PlatformCall[] = [
	call(
		"/video/text/generate",
		() => ({ ...CLIP, aspect_ratio: "9:16", generate_audio_switch: true }),
		audible("360x640"),
	),
	call(
		"/video/img/generate",
		({ image }) => ({ ...CLIP, img_id: image, motion_mode: "normal", water_mark: false }),
		silent(WIDE),
	),
	call(
		"/video/img/generate",
		({ other }) => ({ ...CLIP, prompt: "", img_id: other, template_id: 324641385496960 }),
		silent("360x640"),
	),
	call(
		"/video/transition/generate",
		({ image, other }) => ({ ...CLIP, first_frame_img: image, last_frame_img: other }),
		silent(WIDE),
	),
	call(
		"/video/extend/generate",
		({ video }) => ({ ...CLIP, source_video_id: video, generate_audio_switch: true }),
		audible(WIDE, 2),
	),
	call(
		"/video/modify/generate",
		({ video }) => ({ source_video_id: video, prompt: "in winter", quality: "360p" }),
		silent(WIDE),
	),
	call(
		"/video/sound_effect/generate",
		({ video }) => ({ source_video_id: video, sound_effect_content: "rain", seed: 1 }),
		audible(WIDE),
	),
	call(
		"/video/lip_sync/generate",
		({ video, audio }) => ({ source_video_id: video, audio_media_id: audio }),
		audible(WIDE),
	),
	call(
		"/video/lip_sync/generate",
		({ video }) => ({ source_video_id: video, lip_sync_tts_speaker_id: "7", lip_sync_tts_content: "Good morning." }),
		audible(WIDE),
	),
	call(
		"/video/fusion/generate",
		({ image, other }) => ({
			...CLIP,
			prompt: "@bird flies over @sea ",
			aspect_ratio: "21:9",
			image_references: [
				{ type: "subject", img_id: image, ref_name: "bird" },
				{ type: "background", img_id: other, ref_name: "sea" },
			],
		}),
		silent("840x360"),
	),
	call(
		"/video/multi_transition/generate",
		({ image, other }) => ({
			model: "v5",
			quality: "360p",
			multi_transition: [
				{ img_id: image, duration: 1, prompt: "fly" },
				{ img_id: other, duration: 1 },
				{ img_id: image, duration: 0 },
			],
		}),
		silent(WIDE, 2),
	),
	call(
		"/video/restyle/generate",
		({ video }) => ({ source_video_id: video, restyle_id: 322004186061696 }),
		silent(WIDE),
	),
	call(
		"/video/mimic/generate",
		({ video, other }) => ({ source_video_id: video, img_id: other, quality: "360p" }),
		silent("360x640"),
	),
	call("/video/upscale/generate", ({ video }) => ({ source_video_id: video }), silent("1280x720")),
	call(
		"/video/swap/generate",
		({ video, mask, image }) => ({
			source_video_id: video,
			keyframe_id: 1,
			mask_id: mask,
			img_id: image,
			quality: "360p",
		}),
		silent(WIDE),
	),
	call(
		"/image/template/generate",
		({ image }) => ({ img_ids: [image], template_id: 302325299692701 }),
		silent("1820x1024", 0),
	),
];

async function prepare(client: Client, patienceMs: number): Promise<Given> {
	const { img_id: image } = await client.upload("image", makePng(640, 360));
	const { img_id: other } = await client.upload("image", makePng(360, 640));
	const { media_id: audio } = await client.upload("media", SOUND, "audio");
	const { id: video } = await client.make("/video/text/generate", { ...CLIP, aspect_ratio: "16:9" }, patienceMs);
	const { mask_info } = await client.call("POST", "/video/mask/selection", { source_video_id: video, keyframe_id: 1 });
	return { image, other, audio, video, mask: mask_info[0].mask_id };
}

/** Fetches what was made, and says what its bytes are. */
async function kindOf(url: string): Promise<"mp4" | "picture" | "unknown"> {
	const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
	if (bytes.toString("latin1", 4, 8) === "ftyp") return "mp4";
	return bytes.toString("latin1", 1, 4) === "PNG" || bytes.toString("hex", 0, 3) === "ffd8ff" ? "picture" : "unknown";
}

/** Fetches what was made and decodes all of it; films have 24 pictures a second. */
async function decode(url: string, folder: string): Promise<Expected> {
	const path = join(folder, randomUUID());
	await writeFile(path, new Uint8Array(await (await fetch(url)).arrayBuffer()));
	if ((await kindOf(url)) === "picture") {
		const { width, height } = await decodePicture(path);
		return { size: `${width}x${height}`, seconds: 0, sound: false };
	}
	const film = await openSource(path);
	const { width, height, frames, fps } = film;
	for (let frame = 0; frame < frames; frame++) film.picture(frame);
	film.close();
	const sound = await decodeAudio(path, { mostSeconds: 60 });
	return {
		size: `${width}x${height}`,
		seconds: Math.round(fps) === 24 ? frames / 24 : Number.NaN,
		sound: sound?.left.some((sample) => Math.abs(sample) > 0.001) ?? false,
	};
}

describe("every call, on an engine that has its films ready", () => {
	let server: TestServer;
	let client: Client;
	let given: Given;

	beforeAll(async () => {
		server = await openTestServer();
		client = new Client(server.url, server.liveKey);
		given = await prepare(client, 1);
	});

	afterAll(async () => await server?.close());

	test.each(CALLS)("$path comes to its end and is paid for", async ({ path, body }) => {
		const { credit_package: before } = await client.call("GET", "/account/balance");
		const result = await client.make(path, body(given), 1);
		expect(result).toMatchObject({ status: 1, credits: expect.any(Number) });
		expect(await kindOf(result.url)).toBe(path.startsWith("/image/") ? "picture" : "mp4");
		const { credit_package: after } = await client.call("GET", "/account/balance");
		expect(before - after).toBe(result.credits);
	});

	test("the lists are there", async () => {
		expect((await client.call("GET", "/video/lip_sync/tts_list?page_num=1&page_size=30")).total).toBe(15);
		expect((await client.call("GET", "/video/restyle/list")).total).toBe(11);
		expect(
			(await client.call("GET", "/video/effects/templates/list?type=1&page=1&pageSize=20")).effect_items,
		).toHaveLength(7);
		expect((await client.call("GET", "/video/tts_speaker?speaker_type=all&page_num=1&page_size=100")).total).toBe(14);
	});
});

describe("every call, on the preview engine", () => {
	let folder: string;
	let filmgate: Filmgate;
	let client: Client;
	let given: Given;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), "filmgate-platform-"));
		filmgate = await createFilmgate(readConfig({ port: 0, dataFolder: folder }, {}));
		client = new Client(filmgate.url, filmgate.firstKeys?.live ?? "");
		given = await prepare(client, 20);
	}, 120_000);

	afterAll(async () => {
		await filmgate?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	test("comes to a film that can be decoded, as large, as long and as loud as it was asked for", {
		timeout: 300_000,
	}, async () => {
		const ends = await Promise.all(
			CALLS.map(async ({ path, body }) => {
				const { url, outputWidth, outputHeight, duration, has_audio } = await client.make(path, body(given), 20);
				const told = { size: `${outputWidth}x${outputHeight}`, seconds: duration ?? 0, sound: has_audio ?? false };
				return { path, told, made: await decode(url, folder) };
			}),
		);
		expect(ends).toEqual(CALLS.map(({ path, expected }) => ({ path, told: expected, made: expected })));
	});
});
