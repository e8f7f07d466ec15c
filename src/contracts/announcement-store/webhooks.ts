import { expect, test } from "vitest";
import type { StoreBench } from "../stores.ts";
import { makeId } from "../task-factory.ts";
import { makeWebhook, storedWebhook } from "./make-webhook.ts";

export function testWebhooks(bench: StoreBench): void {
	test("gives a webhook back as it was given, alone and among all", async () => {
		const webhook = await storedWebhook(bench, {
			mode: "test",
			url: "http://10.0.0.1:8080/hook?a=ü",
			events: ["task.failed", "task.running"],
			form: "pixverse",
			onlyNamed: true,
			previous: { sealedSecret: "older", graceEndsAt: 99 },
		});
		expect(await bench.announcements.findWebhook(webhook.id)).toEqual(webhook);
		expect(await bench.announcements.listWebhooks()).toContainEqual(webhook);
		expect(await bench.announcements.findWebhook(crypto.randomUUID())).toBeNull();
	});

	test("refuses an id that is taken, and an account that does not exist", async () => {
		const webhook = await storedWebhook(bench);
		const twin = { ...webhook, url: "https://twin.example.com/" };
		await expect(bench.announcements.createWebhook(twin)).rejects.toMatchObject({ code: "conflict" });
		expect(await bench.announcements.findWebhook(webhook.id)).toEqual(webhook);
		const orphan = makeWebhook(String(makeId()));
		await expect(bench.announcements.createWebhook(orphan)).rejects.toMatchObject({ code: "not_found" });
	});

	test("a rotation keeps the secret before it, until the grace ends", async () => {
		const webhook = await storedWebhook(bench);
		const change = { type: "rotated", sealedSecret: "fresh", graceEndsAt: 77 } as const;
		const rotated = { ...webhook, sealedSecret: "fresh", previous: { sealedSecret: "sealed", graceEndsAt: 77 } };
		expect(await bench.announcements.changeWebhook(webhook.id, change)).toEqual(rotated);
		expect(await bench.announcements.findWebhook(webhook.id)).toEqual(rotated);
		expect(await bench.announcements.changeWebhook(crypto.randomUUID(), change)).toBeNull();
	});

	test("can be disabled and enabled again", async () => {
		const webhook = await storedWebhook(bench);
		const change = { type: "disabled", at: 5, reason: "410" } as const;
		const disabled = { ...webhook, disabledAt: 5, disabledReason: "410" };
		expect(await bench.announcements.changeWebhook(webhook.id, change)).toEqual(disabled);
		expect(await bench.announcements.findWebhook(webhook.id)).toEqual(disabled);
		expect(await bench.announcements.changeWebhook(webhook.id, { type: "enabled" })).toEqual(webhook);
		expect(await bench.announcements.findWebhook(webhook.id)).toEqual(webhook);
	});

	test("is deleted once", async () => {
		const { id } = await storedWebhook(bench);
		expect(await bench.announcements.deleteWebhook(id)).toBe(true);
		expect(await bench.announcements.deleteWebhook(id)).toBe(false);
		expect(await bench.announcements.findWebhook(id)).toBeNull();
	});
}
