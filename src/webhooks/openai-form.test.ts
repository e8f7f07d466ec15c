import OpenAI from "openai";
import { expect, test } from "vitest";
import { makeTask } from "../contracts/task-factory.ts";
import type { Announcement } from "../core/announcement.ts";
import { WEBHOOK_EVENTS } from "../core/webhook.ts";
import { createOpenaiForm } from "./openai-form.ts";
import { SECRETS } from "./secrets.ts";

const form = createOpenaiForm();
const announcement = { id: "evt_1", webhook: "wh_1", at: 1_700_000_000_999 } as Announcement;
const { webhooks } = new OpenAI({ apiKey: "none" });

test.each([
	["task.succeeded", "video.completed"],
	["task.failed", "video.failed"],
	["task.rejected", "video.failed"],
	["task.cancelled", "video.failed"],
] as const)("%s is told as %s, and the video by its id alone", (type, told) => {
	const task = makeTask(type === "task.succeeded" ? "succeeded" : "failed");
	const { headers, body } = form.render({ ...announcement, type }, task);
	expect(headers).toEqual({ "content-type": "application/json" });
	const data = { id: `video_${task.id}` };
	expect(JSON.parse(body)).toEqual({ id: "evt_1", object: "event", created_at: 1_700_000_000, type: told, data });
});

test("there is a case above for every event that can be announced", () => {
	expect(WEBHOOK_EVENTS.filter((event) => event !== "task.running")).toHaveLength(4);
	expect(() => form.render({ ...announcement, type: "task.running" }, makeTask("running"))).toThrow("no word");
});

test("a test names the webhook and no video", () => {
	const { body } = form.render({ ...announcement, type: "webhook.test" }, null);
	expect(JSON.parse(body)).toMatchObject({ type: "webhook.test", data: { id: "wh_1" } });
});

test("the vendor's client verifies it by the new secret and by the old one, and by no other", async () => {
	const payload = form.render({ ...announcement, type: "task.failed" }, makeTask("failed"));
	const secrets = [SECRETS.openai.mint(), SECRETS.openai.mint()];
	const headers = await form.sign(payload, { id: "evt_1", secrets, tries: 0, now: Date.now() });
	for (const secret of secrets) {
		const event: unknown = await webhooks.unwrap(payload.body, { ...headers }, secret);
		expect(event).toMatchObject({ id: "evt_1", type: "video.failed" });
	}
	await expect(webhooks.unwrap(payload.body, { ...headers }, SECRETS.openai.mint())).rejects.toThrow();
});

test("its attempts end within 72 hours, however they are lengthened", () => {
	const waited = form.scheduleMs.reduce((sum, wait) => sum + wait * (1 + form.jitter), 0);
	expect(waited).toBeLessThanOrEqual(72 * 3_600_000);
	expect(form.scheduleMs.length).toBeGreaterThan(5);
});
