import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { makeFilm, makeTask } from "../contracts/task-factory.ts";
import type { Announcement } from "../core/announcement.ts";
import { renderEndedVideo } from "../dialects/pixverse/announcement.ts";
import { createPixverseForm } from "./pixverse-form.ts";

const url = "http://127.0.0.1:8033/films/1.mp4?expires=9&signature=a-b_c d+e&f=%20ü";
const links = { film: () => url, cover: () => null, upload: () => "" };
const form = createPixverseForm((task) => renderEndedVideo(task, links));
const announcement = { id: "evt_1" } as Announcement;

/** As the platform's verifiers do it, from the body's own order or from a sorted one. */
function verify(body: string, headers: Readonly<Record<string, string>>, secret: string, sort: boolean): boolean {
	const keys = Object.keys(JSON.parse(body));
	const encode = (text: string) => encodeURIComponent(text).replaceAll("%20", "+");
	const query = (sort ? keys.toSorted() : keys)
		.map((key) => `${encode(key)}=${encode(String(JSON.parse(body)[key]))}`)
		.join("&");
	const { "webhook-timestamp": timestamp, "webhook-nonce": nonce, "webhook-signature": signature } = headers;
	return createHmac("sha256", secret).update(`${timestamp}\n${nonce}\n${query}`).digest("base64") === signature;
}

test.each([
	["succeeded", { status: 1, url, has_audio: true, size: 77 }],
	["failed", { status: 8, url: "", has_audio: false, size: 0, credits: 0 }],
	["cancelled", { status: 8, url: "", credits: 0 }],
	["rejected", { status: 7, url: "", credits: 0 }],
] as const)("a video that has %s is told in this platform's words, its keys in order", (status, told) => {
	const films = status === "succeeded" ? [makeFilm({ bytes: 77, hasSound: true })] : [];
	const task = makeTask(status, { wire: "pixverse", clientReference: "trace 1", films });
	const { body } = form.render(announcement, task);
	expect(JSON.parse(body)).toMatchObject({ id: String(task.id), ...told });
	expect(Object.keys(JSON.parse(body))).toEqual(["credits", "has_audio", "id", "size", "status", "url"]);
});

test("the credits are those that the video was charged", () => {
	const task = makeTask("succeeded", { price: 600_000 });
	expect(JSON.parse(form.render(announcement, task).body)).toMatchObject({ credits: 60 });
});

test("each attempt is signed anew, so that verifiers of either kind are content", async () => {
	const payload = form.render(announcement, makeTask("succeeded"));
	const signing = { id: "evt_1", secrets: ["a secret of theirs"], tries: 0, now: 1_700_000_000_999 };
	const [first, second] = [await form.sign(payload, signing), await form.sign(payload, signing)];
	expect(first["webhook-timestamp"]).toBe("1700000000");
	expect(first["webhook-nonce"]).toMatch(/^[A-Za-z0-9]{32}$/);
	expect(first["webhook-nonce"]).not.toBe(second["webhook-nonce"]);
	for (const sort of [true, false]) {
		expect(verify(payload.body, first, "a secret of theirs", sort)).toBe(true);
		expect(verify(payload.body, first, "another secret", sort)).toBe(false);
	}
});

test("while an old secret counts, attempts take turns", async () => {
	const payload = form.render(announcement, null);
	for (const [tries, secret] of ["new", "old", "new"].entries()) {
		const headers = await form.sign(payload, { id: "evt_1", secrets: ["new", "old"], tries, now: 1 });
		expect(verify(payload.body, headers, secret, false)).toBe(true);
	}
});

test("the trace id is that of the request that made the video; a request without one gets one", () => {
	const trace = (task: ReturnType<typeof makeTask> | null) => form.render(announcement, task).headers["ai-trace-id"];
	expect(trace(makeTask("failed", { wire: "pixverse", clientReference: "trace-1" }))).toBe("trace-1");
	const uuid = /^[0-9a-f-]{36}$/;
	expect(trace(makeTask("failed", { wire: "zai", clientReference: "request-1" }))).toMatch(uuid);
	expect(trace(makeTask("failed", { wire: "pixverse", clientReference: "Zürich\r\nx: y" }))).toMatch(uuid);
	expect(trace(null)).toMatch(uuid);
});

test.each([
	[{ status: 200, head: "ok", whole: true }, true],
	[{ status: 200, head: "OK", whole: true }, false],
	[{ status: 200, head: "ok\n", whole: true }, false],
	[{ status: 200, head: "", whole: true }, false],
	[{ status: 200, head: "ok", whole: false }, false],
	[{ status: 204, head: "ok", whole: true }, false],
	[{ status: 500, head: "ok", whole: true }, false],
])("%o is taken: %s", (reply, taken) => {
	expect(form.accepts({ ...reply, retryAfterMs: null })).toBe(taken);
});
