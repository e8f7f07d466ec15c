import { expect, test } from "vitest";
import { FilmgateError } from "../errors.ts";
import type { AnnouncementStore } from "../ports/announcements.ts";
import type { Webhook } from "../webhook.ts";
import { createWebhookCases, type WebhookNeeds } from "./webhooks.ts";

const owner = { account: "1", mode: "live" } as const;
const wish = { url: "https://app.example/hook", events: null, form: null, onlyNamed: null, secret: null } as const;
const full = new FilmgateError("busy", "The disk is full.");

/** Over a store that has no room for another webhook; `stored` is what it finds. */
function casesOver(stored: () => Webhook | null, listed: readonly Webhook[] = []) {
	const announcements = {
		listWebhooks: async () => listed,
		changeWebhook: async () => null,
		findWebhook: async () => stored(),
		createWebhook: () => Promise.reject(full),
	} as unknown as AnnouncementStore;
	const rule = { mint: () => "secret", accepts: () => true, allowed: "" };
	const secrets = { standard: rule, pixverse: rule, openai: rule };
	const same = (text: string) => text;
	const needs = { announcements, secrets, now: () => 1, mintId: () => "wh_1", seal: same, unseal: same };
	return createWebhookCases({ ...needs, changed: async () => {} } as unknown as WebhookNeeds);
}

test("what the store cannot take is said as it is, with a request key and without one", async () => {
	const cases = casesOver(() => null);
	await expect(cases.create(owner, wish)).rejects.toBe(full);
	await expect(cases.create(owner, { ...wish, request: { key: "k", hash: "h" } })).rejects.toBe(full);
});

test("of two same requests at once the second is given what the first made", async () => {
	let looks = 0;
	const first = { id: "wh_1", ...owner, requestHash: "h", sealedSecret: "of the first" } as unknown as Webhook;
	const cases = casesOver(() => (looks++ === 0 ? null : first));
	const request = { key: "k", hash: "h" };
	expect(await cases.create(owner, { ...wish, request })).toEqual({ webhook: first, secret: "of the first" });
});

test("one account and mode has a hundred at most", async () => {
	const many = Array.from({ length: 100 }, (_, index) => ({ id: `wh_${index}`, ...owner }) as Webhook);
	const cases = casesOver(() => null, many);
	await expect(cases.create(owner, wish)).rejects.toMatchObject({
		code: "conflict",
		message: "There are 100 webhooks, as many as there may be.",
	});
	await expect(cases.create({ ...owner, mode: "test" }, wish)).rejects.toBe(full);
});

test("one that goes while it is changed is not found", async () => {
	const cases = casesOver(() => ({ id: "wh_1", ...owner }) as Webhook);
	await expect(cases.enable(owner, "wh_1")).rejects.toMatchObject({ code: "not_found" });
});
