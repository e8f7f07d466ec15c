import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createFakeClock } from "../contracts/fake-clock.ts";
import { makeFilm, makeMedium, makeOrder, makeTask } from "../contracts/task-factory.ts";
import { systemClock } from "../core/clock.ts";
import type { Medium } from "../core/medium.ts";
import { signMessage, spellSecret } from "../wire/standard-webhooks.ts";
import { createHook, type Hook } from "./hook.ts";
import { type HookAnswer, type HookBench, openHookBench, say } from "./hook-bench.ts";
import { questionOfFilms, questionOfOrder } from "./hook-question.ts";
import type { HookSettings } from "./settings.ts";

let service: HookBench;
let folder: string;
let hook: Hook;
const warnings: object[] = [];
const log = { info() {}, error() {}, warn: (fields: object) => void warnings.push(fields) };
const localPath = async (sha256: string) => join(folder, sha256);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "filmgate-hook-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
	service = await openHookBench();
	warnings.length = 0;
});
afterEach(async () => {
	await hook.close();
	await service.close();
});

function open(settings: Partial<HookSettings> = {}, clock = systemClock): Hook {
	const defaults: Omit<HookSettings, "url"> = {
		...{ secret: null, timeoutMs: 5_000, onFailure: "closed", stages: ["input"], inlineBytes: 1_000 },
	};
	hook = createHook({ settings: { url: service.url, ...defaults, ...settings }, clock, log, localPath });
	return hook;
}

const caller = { account: { id: "77" }, mode: "live" } as Parameters<typeof questionOfOrder>[0];
const question = questionOfOrder(caller, makeOrder({ prompt: "a cat" }), "a cat");

function store(bytes: number): Medium {
	const content = randomBytes(bytes);
	const sha256 = createHash("sha256").update(content).digest("hex");
	writeFileSync(join(folder, sha256), content);
	return makeMedium({ sha256, bytes });
}

describe("what it is asked", () => {
	test("an order, with whose it is", async () => {
		const order = makeOrder({ negativePrompt: "rain", model: "cogvideox-3" });
		await open().ask(questionOfOrder(caller, order, "a cat"));
		expect(service.received[0]?.body).toEqual({
			stage: "input",
			account: "77",
			mode: "live",
			task: null,
			operation: "text-to-video",
			model: "cogvideox-3",
			prompt: "a cat",
			negativePrompt: "rain",
			media: [],
		});
		expect(service.received[0]?.headers).not.toHaveProperty("webhook-signature");
	});

	test("media come along while they are small enough together, and are named otherwise", async () => {
		const [small, large, last] = [store(600), store(500), store(400)];
		const inputs = [
			{ role: "first-frame", medium: small },
			{ role: "last-frame", medium: large },
			{ role: "reference", medium: last },
		] as const;
		await open({ inlineBytes: 1_000 }).ask(questionOfOrder(caller, makeOrder({ inputs }), ""));
		const media = service.received[0]?.body.media;
		expect(media).toMatchObject([
			{ role: "first-frame", sha256: small.sha256, mime: "image/png", bytes: 600 },
			{ role: "last-frame", sha256: large.sha256, bytes: 500, base64: null },
			{ role: "reference", bytes: 400 },
		]);
		for (const at of [0, 2]) {
			const content = Buffer.from(media[at].base64, "base64");
			expect(createHash("sha256").update(content).digest("hex")).toBe(media[at].sha256);
		}
	});

	test("a film, its cover first", async () => {
		const [film, cover] = [store(300), store(200)];
		const films = [
			makeFilm({ ...film, mime: "video/mp4", cover: { ...cover, mime: "image/jpeg", width: 1, height: 1 } }),
		];
		const task = makeTask("archiving", { account: "77" });
		await open().ask(questionOfFilms(task, films, task.order.prompt));
		expect(service.received[0]?.body).toMatchObject({
			stage: "output",
			task: String(task.id),
			media: [
				{ role: "cover", sha256: cover.sha256, mime: "image/jpeg" },
				{ role: "film", sha256: film.sha256, mime: "video/mp4" },
			],
		});
	});

	test("with a secret every question is signed as Standard Webhooks are", async () => {
		const secret = spellSecret(randomBytes(32));
		await open({ secret }).ask(question);
		await hook.ask(question);
		const ids = new Set<unknown>();
		for (const { headers, text } of service.received) {
			const id = String(headers["webhook-id"]);
			const timestamp = Number(headers["webhook-timestamp"]);
			expect(headers).toMatchObject(await signMessage({ id, timestamp, body: text, secrets: [secret] }));
			expect(Math.abs(timestamp - Date.now() / 1_000)).toBeLessThan(60);
			ids.add(id);
		}
		expect(ids.size).toBe(2);
	});
});

describe("what it answers", () => {
	test.each([
		[{ allow: true }, { kind: "allowed" }],
		[{ allow: true, reason: "fine", score: 0.1 }, { kind: "allowed" }],
		[
			{ allow: false, reason: "No cats." },
			{ kind: "refused", reason: "No cats.", field: null },
		],
		[
			{ allow: false, reason: null },
			{ kind: "refused", reason: "The content was refused.", field: null },
		],
		[
			{ allow: false, reason: " \n " },
			{ kind: "refused", reason: "The content was refused.", field: null },
		],
		[
			{ allow: false, reason: "No\r\ncats\u0000." },
			{ kind: "refused", reason: "No cats .", field: null },
		],
	])("%j", async (answer, verdict) => {
		service.answer(say(answer));
		expect(await open({ onFailure: "open" }).ask(question)).toEqual(verdict);
		expect(warnings).toEqual([]);
	});

	test("a long reason is cut", async () => {
		service.answer(say({ allow: false, reason: "🐈".repeat(1_000) }));
		expect(await open().ask(question)).toMatchObject({ reason: "🐈".repeat(300) });
	});
});

const endless: HookAnswer = (response) => {
	response.writeHead(200, { "content-type": "application/json" });
	const more = () => {
		while (!response.destroyed && response.write(" ".repeat(16_384)));
		if (!response.destroyed) response.once("drain", more);
	};
	more();
};
const drip: HookAnswer = (response) => {
	response.writeHead(200);
	response.write("{");
};

describe("no answer: closed makes the client ask again, open lets pass, and the operator is told", () => {
	test.each<[string, HookAnswer, number]>([
		["it never answers", () => {}, 100],
		["it begins and never ends", drip, 100],
		["it never stops talking", endless, 5_000],
		["it fails", say({ allow: true }, 500), 5_000],
		["it sends elsewhere", (response) => response.writeHead(307, { location: service.url }).end(), 5_000],
		["it says nothing", say(""), 5_000],
		["it talks of something else", say("<h1>It works!</h1>"), 5_000],
		["its word is no yes or no", say({ allow: "true" }), 5_000],
		["it hangs up", (response) => void response.socket?.destroy(), 5_000],
	])("%s", async (_name, answer, timeoutMs) => {
		service.answer(answer);
		await expect(open({ timeoutMs, onFailure: "closed" }).ask(question)).rejects.toMatchObject({
			code: "busy",
			retryAfterMs: 5_000,
		});
		await hook.close();
		expect(await open({ timeoutMs, onFailure: "open" }).ask(question)).toEqual({ kind: "allowed" });
		expect(warnings).toMatchObject([{ onFailure: "closed" }, { onFailure: "open" }]);
	});

	test("nobody is there", async () => {
		open({ onFailure: "closed" });
		await service.close();
		await expect(hook.ask(question)).rejects.toMatchObject({ code: "busy" });
	});

	test("the clock that was given measures the time", async () => {
		const clock = createFakeClock();
		const asked = Promise.withResolvers<void>();
		service.answer(() => asked.resolve());
		const answer = open({ timeoutMs: 5_000 }, clock).ask(question);
		await asked.promise;
		await Promise.all([expect(answer).rejects.toMatchObject({ code: "busy" }), clock.advance(5_000)]);
		expect(clock.pending).toBe(0);
	});
});

test("a connection that was kept and is closed when it is used costs nothing but a second question", async () => {
	open();
	await hook.ask(question);
	let hangUps = 1;
	service.answer((response, asked) => {
		if (hangUps-- > 0) response.socket?.destroy();
		else say({ allow: false, reason: "No." })(response, asked);
	});
	expect(await hook.ask(question)).toMatchObject({ kind: "refused" });
	expect(service.received).toHaveLength(3);
	expect(warnings).toEqual([]);
});

test("no more than 64 questions are under way at one time, and all are answered", async () => {
	let open64 = 0;
	let most = 0;
	service.answer((response, asked) => {
		open64 += 1;
		most = Math.max(most, open64);
		setImmediate(() => {
			open64 -= 1;
			say({ allow: true })(response, asked);
		});
	});
	open();
	const answers = await Promise.all(Array.from({ length: 200 }, () => hook.ask(question)));
	expect(answers.every(({ kind }) => kind === "allowed")).toBe(true);
	expect(most).toBeLessThanOrEqual(64);
	expect(service.received).toHaveLength(200);
});
