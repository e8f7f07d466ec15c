import { afterAll, beforeAll, expect, test } from "vitest";
import { makeMedium, makeOrder } from "../../contracts/task-factory.ts";
import type { Order } from "../../core/order.ts";
import { type FakeZai, fault, PICTURE, startFakeZai } from "./testing/fake-zai.ts";
import { NOW } from "../../contracts/open-engine.ts";
import { openZai, settingsFor } from "./testing/open-zai.ts";

/** Orders that work from several pictures, and those that are to become one. */
let upstream: FakeZai;

beforeAll(async () => {
	upstream = await startFakeZai({ replays: true });
});

afterAll(() => upstream.close());

const still = makeOrder({ operation: "text-to-image", width: 1280, height: 1280, seconds: 0, fps: 0 });

async function start(order: Order, bytes: readonly string[] = []) {
	const stored = Object.fromEntries(
		order.inputs.map(({ medium }, index) => [medium.sha256, Buffer.from(bytes[index] ?? "")]),
	);
	const opened = openZai(settingsFor(upstream), stored);
	const answer = await opened.start(order, "the-token");
	if (answer.kind !== "started") throw new Error(JSON.stringify(answer));
	return { ...opened, handle: answer.handle };
}

const dataUrl = (text: string) => `data:image/png;base64,${btoa(text)}`;

test("a first and a last frame go over in their order", async () => {
	const inputs = [
		{ role: "first-frame", medium: makeMedium() },
		{ role: "last-frame", medium: makeMedium() },
	] as const;
	await start(makeOrder({ operation: "first-last-frame", inputs }), ["first", "last"]);
	expect(upstream.starts.at(-1)?.image_url).toEqual([dataUrl("first"), dataUrl("last")]);
});

test("one reference goes over in an array", async () => {
	const inputs = [{ role: "reference", medium: makeMedium() }] as const;
	await start(makeOrder({ operation: "reference-to-video", model: "vidu2-reference", inputs }), ["cat"]);
	expect(upstream.starts.at(-1)?.image_url).toEqual([dataUrl("cat")]);
});

test("one of several that cannot be read stops the start", async () => {
	const inputs = [
		{ role: "first-frame", medium: makeMedium() },
		{ role: "last-frame", medium: makeMedium() },
	] as const;
	const opened = openZai(settingsFor(upstream), { [inputs[0].medium.sha256]: Buffer.from("first") });
	const before = upstream.starts.length;
	const answer = await opened.start(makeOrder({ operation: "first-last-frame", inputs }));
	expect(answer).toMatchObject({ kind: "not-taken", reason: "the picture could not be read" });
	expect(upstream.starts.length).toBe(before);
});

test("a picture is asked for, looked at and opened like a film", async () => {
	const { handle, look, engine } = await start({ ...still, model: "glm-image" });
	expect(upstream.starts.at(-1)).toEqual({
		model: "glm-image",
		prompt: still.prompt,
		size: "1280x1280",
		request_id: "the-token",
	});
	expect(await look(handle)).toMatchObject({ kind: "working" });
	const status = await look(handle);
	expect(status).toMatchObject({ kind: "done", films: [{ kind: "image", cover: null, expiresAt: NOW + 86_400_000 }] });
	const source = status.kind === "done" ? (status.films[0]?.source ?? null) : null;
	const stream = await engine.openFilm(source, { signal: new AbortController().signal });
	expect(Buffer.from(await new Response(stream).arrayBuffer())).toEqual(PICTURE);
});

test("a model with the synchronous call alone brings its picture with the start", async () => {
	const { handle, look } = await start({ ...still, model: "cogview-4", width: 1024, height: 1024 });
	// Read back from the store.
	const status = await look(JSON.parse(JSON.stringify(handle)));
	expect(status).toMatchObject({
		kind: "done",
		films: [{ kind: "image", source: { url: expect.stringContaining("/films/") } }],
	});
});

test.each([
	["still under way, as another Filmgate says it", fault(400, "1230", "The image is still being made")],
	["an answer without a picture", { status: 200, body: { created: 1, data: [] } }],
	["an answer that is not of this call", { status: 200, body: { id: "1", task_status: "PROCESSING" } }],
])("%s proves nothing about a picture", async (_name, answer) => {
	upstream.answerNext(answer);
	const opened = openZai(settingsFor(upstream));
	await expect(opened.start({ ...still, model: "cogview-4" })).rejects.toThrow("unknown");
});
