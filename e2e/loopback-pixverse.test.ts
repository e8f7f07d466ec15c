import { expect, test } from "vitest";
import { makePng } from "../src/contracts/make-png.ts";
import type { TestServer } from "../src/contracts/test-server.ts";
import { digestOf, open, openFar, openNear, tasksOf } from "./testing/loopback.ts";

// The near server's PixVerse engine speaks to the far server's PixVerse dialect; so does the client of the near one.

interface Envelope {
	readonly ErrCode: number;
	readonly ErrMsg: string;
	readonly Resp: Readonly<Record<string, unknown>>;
}

type Server = Pick<TestServer, "url" | "liveKey">;

const engineAt = ({ url, liveKey }: Server, idempotentStart = true) =>
	({ kind: "pixverse", baseUrl: `${url}/openapi/v2`, key: liveKey, idempotentStart, pollSeconds: 0.1 }) as const;

async function call({ url, liveKey }: Server, path: string, body: object): Promise<Envelope> {
	const isForm = body instanceof FormData;
	const answer = await fetch(`${url}/openapi/v2${path}`, {
		method: "POST",
		headers: { "api-key": liveKey, "ai-trace-id": crypto.randomUUID() },
		body: isForm ? body : JSON.stringify(body),
	});
	return (await answer.json()) as Envelope;
}

async function uploadPicture(server: Server, shade: string): Promise<number> {
	const form = new FormData();
	const png = makePng(640, 360);
	// Bytes behind its end leave a PNG what it is, and make it another upload.
	form.set("image", new Blob([new Uint8Array(png), shade], { type: "image/png" }), "picture.png");
	return (await call(server, "/image/upload", form)).Resp.img_id as number;
}

async function make(server: Server, path: string, body: object): Promise<string> {
	const { ErrCode, ErrMsg, Resp } = await call(server, path, body);
	if (ErrCode !== 0) throw new Error(`${path}: ${ErrCode} ${ErrMsg}`);
	return String(Resp.video_id);
}

const CLIP = { model: "v6", quality: "360p", duration: 1 } as const;

test("text, picture and transition become films, which are the far server's byte by byte", {
	timeout: 90_000,
}, async () => {
	const far = await openFar();
	const near = await openNear({ far: engineAt(far) });
	const [one, other] = [await uploadPicture(near, "a"), await uploadPicture(near, "b")];
	const wide = { aspect_ratio: "16:9", generate_audio_switch: true };
	const ids = await Promise.all([
		make(near, "/video/text/generate", { ...CLIP, ...wide, prompt: "City sunset timelapse", seed: 7 }),
		make(near, "/video/img/generate", { ...CLIP, prompt: "The night moves", img_id: one }),
		make(near, "/video/transition/generate", {
			...{ ...CLIP, prompt: "From here to there", first_frame_img: one, last_frame_img: other },
		}),
	]);
	const ended = await Promise.all(ids.map((id) => tasksOf(near).wait(id, { timeoutMs: 80_000 })));

	const { data: made } = await tasksOf(far).list();
	expect(made.map(({ operation }) => operation).sort()).toEqual([
		...["first-last-frame", "image-to-video", "text-to-video"],
	]);
	for (const task of ended) {
		expect(task).toMatchObject({ status: "succeeded", failure: null, warnings: [] });
		const twin = made.find(({ prompt }) => prompt === task.prompt);
		const { operation, width, height, sound, seed } = task;
		expect(twin).toMatchObject({ operation, width, height, sound, seed, model: "v6" });
		expect(task.films[0]?.sha256).toBe(twin?.films[0]?.sha256);
		expect(await digestOf(task.films[0]?.url)).toBe(twin?.films[0]?.sha256);
	}
});

test("an extension sends its source ahead, once, and is as long as both", { timeout: 90_000 }, async () => {
	const far = await openFar();
	const near = await openNear({ far: engineAt(far) });
	const source = await make(near, "/video/text/generate", { ...CLIP, prompt: "A harbour", aspect_ratio: "16:9" });
	await tasksOf(near).wait(source, { timeoutMs: 60_000 });
	const longer = { ...CLIP, prompt: "It goes on", source_video_id: Number(source) };
	const task = await tasksOf(near).wait(await make(near, "/video/extend/generate", longer), { timeoutMs: 60_000 });
	const { data: made } = await tasksOf(far).list();
	const twin = made.find(({ operation }) => operation === "extend");
	expect(task).toMatchObject({ status: "succeeded", seconds: 2, warnings: [] });
	expect(twin).toMatchObject({ status: "succeeded", seconds: 2 });
	expect(task.films[0]?.sha256).toBe(twin?.films[0]?.sha256);
});

test("what the far end refuses fails here with its words, and is not charged", async () => {
	const far = await open({});
	const near = await openNear({ far: engineAt(far, false) });
	far.engine.answerNext({ kind: "refused", failure: { code: "content_refused", message: "Not this." } });
	const body = { ...CLIP, prompt: "A harbour", aspect_ratio: "16:9" };
	const task = await tasksOf(near).wait(await make(near, "/video/text/generate", body), { timeoutMs: 20_000 });
	expect(task).toMatchObject({ status: "rejected", price: { settlement: "released" } });
});
