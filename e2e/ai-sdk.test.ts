import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as filmgateSdk from "@filmgate/ai-sdk";
import { createFilmgate, type FilmgateProvider } from "@filmgate/ai-sdk";
import { createFilmgate as createClient } from "@filmgate/sdk";
import * as ai from "ai";
import {
	createProviderRegistry,
	experimental_generateVideo as generateVideo,
	experimental_getVideoStatus as getVideoStatus,
	experimental_startVideo as startVideo,
} from "ai";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import { openTestServer, type TestServer } from "../src/contracts/test-server.ts";

/** The AI SDK itself, with our provider, against the whole server over sockets. */
let server: TestServer;
let provider: FilmgateProvider;

const FILM = readFileSync(new URL("../src/media/fixtures/fast-start.mp4", import.meta.url));
const PICTURE = makePng(640, 360);
/** Asks again at once, and gives up in time to say so. */
const poll = { intervalMs: 20, timeoutMs: 20_000 };

beforeAll(async () => {
	globalThis.AI_SDK_LOG_WARNINGS = false;
	server = await openTestServer({ config: { allowLinks: ["127.0.0.0/8"] } });
	provider = createFilmgate({ baseURL: server.url, apiKey: server.liveKey });
});

afterAll(() => server.close());

let startsBefore: number;
beforeEach(() => {
	startsBefore = server.engine.starts.length;
});

function orders() {
	return server.engine.starts.slice(startsBefore).map(({ order }) => order);
}

test("text becomes a film, byte for byte, with what is known of it", async () => {
	const { video, warnings, providerMetadata, responses } = await generateVideo({
		model: provider.video("preview"),
		prompt: "a fox",
		aspectRatio: "9:16",
		duration: 2,
		fps: 30,
		seed: 7,
		generateAudio: false,
		poll,
	});
	expect(Buffer.from(video.uint8Array).equals(FILM)).toBe(true);
	expect(video.mediaType).toBe("video/mp4");
	expect(warnings).toEqual([]);
	expect(orders()).toMatchObject([
		{
			operation: "text-to-video",
			prompt: "a fox",
			width: 720,
			height: 1280,
			seconds: 2,
			fps: 30,
			seed: 7,
			sound: false,
		},
	]);
	expect(providerMetadata.filmgate).toMatchObject({
		videos: [{ taskId: expect.stringMatching(/^task_\d+$/), seed: 7, bytes: FILM.length }],
		tasks: [{ status: "succeeded" }],
		cost: { chargedMicroDollars: expect.any(Number) },
	});
	expect(responses[0]?.modelId).toBe("preview");
});

test("a picture, and a first frame with a last one, go along", async () => {
	const model = provider.video("preview");
	await generateVideo({ model, prompt: { image: PICTURE, text: "it moves" }, poll });
	const frameImages = [
		{ image: PICTURE, frameType: "first_frame" as const },
		{ image: makePng(1280, 720), frameType: "last_frame" as const },
	];
	await generateVideo({ model, prompt: "from one to the other", frameImages, poll });
	expect(orders().map(({ operation, inputs }) => [operation, inputs.map(({ role }) => role)])).toEqual([
		["image-to-video", ["first-frame"]],
		["first-last-frame", ["first-frame", "last-frame"]],
	]);
});

test("several films are several tasks of one call", async () => {
	const { videos, providerMetadata } = await generateVideo({
		model: provider.video("preview"),
		prompt: "three foxes",
		n: 3,
		seed: 11,
		poll,
	});
	expect(videos).toHaveLength(3);
	expect(
		orders()
			.map(({ seed }) => seed)
			.sort(),
	).toEqual([11, 12, 13]);
	const { videos: known } = providerMetadata.filmgate as { videos: { taskId: string }[] };
	expect(new Set(known.map(({ taskId }) => taskId)).size).toBe(3);
});

test("one start under a key of the caller's own is one film, whoever tries it again", async () => {
	const headers = { "Idempotency-Key": "order-1747" };
	const call = { prompt: "only once", headers, n: 2 };
	const first = await startVideo({ model: provider.video("preview"), ...call });
	const again = await startVideo({ model: provider.video("preview"), ...call });
	expect(again.operation).toEqual(first.operation);
	await ended(first.operation);
	expect(orders()).toHaveLength(2);
});

test("it is the same start with a file that goes ahead of it, and with a webhook", async () => {
	const image = Buffer.concat([PICTURE, Buffer.alloc(5 * 1024 * 1024)]);
	const call = { prompt: { image, text: "it moves" }, webhookUrl: "http://127.0.0.1:1/hook" };
	const start = () =>
		startVideo({ model: provider.video("preview"), headers: { "Idempotency-Key": "order-1748" }, ...call });
	const first = await start();
	expect((await start()).operation).toEqual(first.operation);
	await ended(first.operation);
	expect(orders()).toHaveLength(1);
});

test("an order that was taken is cancelled when the call is aborted before its answer comes", async () => {
	const controller = new AbortController();
	let cut = false;
	const fetch: typeof globalThis.fetch = async (input, init) => {
		const answer = await globalThis.fetch(input, init);
		if (cut) return answer;
		cut = true;
		controller.abort(new Error("enough"));
		throw controller.signal.reason;
	};
	const model = createFilmgate({ baseURL: server.url, apiKey: server.liveKey, fetch }).video("preview");
	const aborted = Promise.withResolvers<void>();
	server.engine.answerNext(async (start) => {
		await aborted.promise;
		return server.engine.accept(start);
	});
	await expect(startVideo({ model, prompt: "never mind", abortSignal: controller.signal })).rejects.toThrow("enough");
	aborted.resolve();
	const { tasks } = createClient({ url: server.url, key: server.liveKey });
	const [{ id } = { id: "" }] = (await tasks.list({ limit: 1 })).data;
	expect(await tasks.wait(id)).toMatchObject({ prompt: "never mind", status: "cancelled" });
	expect(orders()).toHaveLength(1);
});

test("an operation outlives the program: another one asks how it is", async () => {
	const { operation, warnings } = await startVideo({
		model: provider.video("preview"),
		prompt: "a river",
		aspectRatio: "2:1",
	});
	expect(warnings).toMatchObject([{ type: "unsupported", feature: "aspectRatio" }]);
	const stored = JSON.parse(JSON.stringify(operation));
	const result = await ended(stored);
	expect(result).toMatchObject({ status: "completed", videos: [{ type: "binary", mediaType: "video/mp4" }] });
});

test("models are found by name in a registry, and without one by the default provider", async () => {
	const registry = createProviderRegistry({ filmgate: provider });
	await generateVideo({ model: registry.videoModel("filmgate:preview"), prompt: "a fox", poll });
	globalThis.AI_SDK_DEFAULT_PROVIDER = provider;
	try {
		await generateVideo({ model: "preview", prompt: "a fox", poll });
	} finally {
		globalThis.AI_SDK_DEFAULT_PROVIDER = undefined;
	}
	expect(orders()).toHaveLength(2);
});

test("a failed task is an error that says why, and the server's refusal is the server's", async () => {
	server.engine.answerNext({
		kind: "refused",
		failure: { code: "engine_refused", message: "No foxes today." },
	} as never);
	const model = provider.video("preview");
	await expect(generateVideo({ model, prompt: "a fox", poll })).rejects.toThrow("No foxes today.");
	const error = await generateVideo({ model, prompt: "a fox", duration: 60, poll }).catch((thrown: unknown) => thrown);
	expect(ai.APICallError.isInstance(error)).toBe(true);
	expect(error).toMatchObject({
		statusCode: 422,
		isRetryable: false,
		data: { code: "invalid_field", field: "seconds" },
	});
	const stranger = createFilmgate({ baseURL: server.url, apiKey: "1.wrong" }).video("preview");
	await expect(startVideo({ model: stranger, prompt: "a fox" })).rejects.toMatchObject({ statusCode: 401 });
});

test("an abort ends the wait", async () => {
	const controller = new AbortController();
	const model = provider.video("preview");
	const doStatus = model.doStatus;
	model.doStatus = async (options) => {
		controller.abort(new Error("enough"));
		return await doStatus!(options);
	};
	const call = { model, prompt: "a fox", poll, abortSignal: controller.signal };
	await expect(generateVideo(call)).rejects.toThrow("enough");
});

test("with a webhook the call is told, instead of asking again and again; afterwards there is none", async () => {
	const told = Promise.withResolvers<{ headers: Record<string, string>; body: never }>();
	const receiver = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		response.end();
		told.resolve({ headers: {}, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as never });
	});
	await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
	try {
		const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
		const webhook = async () => ({ url, received: told.promise });
		const { videos } = await generateVideo({ model: provider.video("preview"), prompt: "a fox", n: 2, webhook });
		expect(videos).toHaveLength(2);
		expect(await told.promise).toMatchObject({ body: { type: "task.succeeded" } });
		const answer = await fetch(`${server.url}/api/v1/webhooks`, {
			headers: { authorization: `Bearer ${server.liveKey}` },
		});
		expect(await answer.json()).toEqual({ data: [] });
	} finally {
		receiver.closeAllConnections();
		await new Promise((resolve) => receiver.close(resolve));
	}
});

test("every example of the README runs, in its order", { timeout: 60_000 }, async () => {
	const readme = readFileSync(new URL("../ai-sdk/README.md", import.meta.url), "utf8");
	const blocks = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code = ""]) => code);
	expect(blocks.length).toBeGreaterThanOrEqual(5);
	const program = blocks
		.join("\n")
		.replaceAll(/^import \{(.*)\} from "(ai|@filmgate\/ai-sdk)";$/gm, (_line, names: string, from: string) => {
			return `const {${names.replaceAll(" as ", ": ")}} = ${from === "ai" ? "ai" : "filmgateSdk"};`;
		});
	vi.stubEnv("FILMGATE_URL", server.url);
	vi.stubEnv("FILMGATE_API_KEY", server.liveKey);
	const lines: unknown[][] = [];
	const names = {
		// As often as a test likes, not every five seconds.
		ai: {
			...ai,
			experimental_generateVideo: (call: Parameters<typeof generateVideo>[0]) => generateVideo({ poll, ...call }),
		},
		filmgateSdk,
		console: { log: (...words: unknown[]) => lines.push(words) },
		pause: () => new Promise((resolve) => setTimeout(resolve, 20)),
		firstFrame: PICTURE,
		lastFrame: makePng(1280, 720),
	};
	await new Function(...Object.keys(names), `return (async () => {${program}})()`)(...Object.values(names)).finally(
		() => vi.unstubAllEnvs(),
	);
	expect(lines[0]?.slice(0, 2)).toEqual(["video/mp4", FILM.length]);
	expect(lines.at(-1)).toEqual([{ code: "invalid_field", field: "seconds", allowed: "a whole number, 1 to 15" }]);
});

async function ended(operation: Parameters<typeof getVideoStatus>[1]["operation"]) {
	const model = provider.video("preview");
	return await vi.waitFor(
		async () => {
			const now = await getVideoStatus(model, { operation });
			if (now.status === "pending") throw new Error("It is not done yet.");
			return now;
		},
		{ timeout: 20_000, interval: 20 },
	);
}
