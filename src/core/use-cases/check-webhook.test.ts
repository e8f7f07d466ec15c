import { expect, test } from "vitest";
import { makeWebhook } from "../../contracts/announcement-store/make-webhook.ts";
import { makeAccount } from "../../contracts/task-factory.ts";
import type { Mode } from "../account.ts";
import type { Webhook } from "../webhook.ts";
import { createCheckWebhook } from "./check-webhook.ts";

const account = makeAccount();

function check(mode: Mode, webhook: Webhook | null): Promise<string> {
	const store = { findWebhook: async (id: string) => (webhook?.id === id ? webhook : null) };
	const caller = { account, mode, keyId: "key", mark: true };
	return createCheckWebhook(store)(caller, webhook?.id ?? "wh_nobody", "webhook_id");
}

test("a webhook in use, of the caller's own account and mode, may be named", async () => {
	const webhook = makeWebhook(account.id, { mode: "test" });
	expect(await check("test", webhook)).toBe(webhook.id);
});

test.each([
	["nobody's", null],
	["another account's", makeWebhook(makeAccount().id)],
	["the other mode's", makeWebhook(account.id, { mode: "test" })],
	["a disabled one", makeWebhook(account.id, { disabledAt: 1, disabledReason: "410" })],
])("I9: %s is refused, and the answer is the same for each", async (_name, webhook) => {
	await expect(check("live", webhook)).rejects.toMatchObject({
		code: "invalid_field",
		field: "webhook_id",
		message: "webhook_id is invalid: allowed is a webhook of this account for live tasks.",
	});
});
