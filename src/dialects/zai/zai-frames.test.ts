import { afterAll, beforeAll, expect, test } from "vitest";
import { makePng } from "../../contracts/make-png.ts";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import { OPERATIONS } from "../../core/order.ts";

/** Films from more than one image, over a real socket, and those from an engine that cannot make them. */
let server: TestServer;
let modest: TestServer;

beforeAll(async () => {
	server = await openTestServer({ engine: { capabilities: { operations: OPERATIONS } } });
	modest = await openTestServer({ engine: { capabilities: { operations: ["text-to-video"] } } });
});

afterAll(async () => {
	await server.close();
	await modest.close();
});

const base64 = (width: number, height: number) => makePng(width, height).toString("base64");
const WIDE = base64(640, 360);
const HIGH = base64(360, 640);

async function generate(body: object, { url, liveKey } = server) {
	const response = await fetch(`${url}/api/paas/v4/videos/generations`, {
		method: "POST",
		headers: { authorization: liveKey },
		body: JSON.stringify(body),
	});
	return { status: response.status, body: (await response.json()) as { id?: string; error?: { code: string } } };
}

async function ended(id: string | undefined) {
	for (let polls = 0; polls < 5_000; polls += 1) {
		const response = await fetch(`${server.url}/api/paas/v4/async-result/${id}`, {
			headers: { authorization: server.liveKey },
		});
		const body = (await response.json()) as { task_status: string; video_result?: readonly { url: string }[] };
		if (body.task_status !== "PROCESSING") return body;
	}
	throw new Error("The task did not end.");
}

test.each([
	["cogvideox-3", [WIDE, HIGH], { width: 1920, height: 1080, seconds: 5, fps: 30 }],
	["viduq1-start-end", [HIGH, WIDE], { width: 1920, height: 1080, seconds: 5, fps: 24 }],
	["vidu2-start-end", [WIDE, `data:image/png;base64, ${WIDE}`], { width: 1280, height: 720, seconds: 4, fps: 24 }],
])("%s makes a film from a first and a last frame", async (model, image_url, film) => {
	const accepted = await generate({ model, image_url });
	expect(accepted.status).toBe(200);
	expect(await ended(accepted.body.id)).toMatchObject({ task_status: "SUCCESS", video_result: [{}] });
	const { order } = server.engine.starts.at(-1) ?? {};
	expect(order).toMatchObject({ operation: "first-last-frame", model, ...film });
	expect(order?.inputs.map(({ role }) => role)).toEqual(["first-frame", "last-frame"]);
	const [first] = image_url;
	expect(order?.inputs[0]?.medium.width).toBe(first === HIGH ? 360 : 640);
});

test.each([
	["one", WIDE],
	["one in an array", [WIDE]],
	["three", [WIDE, HIGH, base64(128, 512)]],
])("vidu2-reference makes a film from %s", async (_name, image_url) => {
	const accepted = await generate({ model: "vidu2-reference", prompt: "a cat", image_url, aspect_ratio: "9:16" });
	expect(accepted.status).toBe(200);
	expect(await ended(accepted.body.id)).toMatchObject({ task_status: "SUCCESS" });
	const { order } = server.engine.starts.at(-1) ?? {};
	expect(order).toMatchObject({ operation: "reference-to-video", width: 720, height: 1280, seconds: 4, fps: 24 });
	expect(order?.inputs.map(({ role }) => role)).toEqual([image_url].flat().map(() => "reference"));
});

test.each([
	["cogvideox-3", [WIDE, HIGH]],
	["vidu2-reference", [WIDE]],
])("%s where no engine can make it is 1212", async (model, image_url) => {
	expect(await generate({ model, image_url }, modest)).toMatchObject({
		status: 400,
		body: { error: { code: "1212" } },
	});
	expect(modest.engine.starts).toEqual([]);
});

test("the largest size, the highest rate and every switch of cogvideox-3 reach the engine", async () => {
	const switches = { size: "3840x2160", fps: 60, duration: 10, quality: "quality", with_audio: true };
	const accepted = await generate({ model: "cogvideox-3", prompt: "a cat", ...switches, watermark_enabled: false });
	await ended(accepted.body.id);
	expect(server.engine.starts.at(-1)?.order).toMatchObject({
		width: 3840,
		height: 2160,
		fps: 60,
		seconds: 10,
		sound: true,
		mark: false,
		settings: { quality: "quality" },
	});
});
