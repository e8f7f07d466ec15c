import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { makeAccount, makeDraft, makeEvent } from "../../contracts/task-factory.ts";
import { makeWebhook } from "../../contracts/announcement-store/make-webhook.ts";
import type { TaskEventType } from "../../core/lifecycle.ts";
import { openSqliteForCommand } from "./database.ts";
import { makeFolder } from "./testing/folder.ts";

const FORWARD: readonly TaskEventType[] = ["claimed", "started", "done", "archived"];
const ASIDE: readonly TaskEventType[] = [
	"refused",
	"not-taken",
	"answer-lost",
	"engine-failed",
	"lost",
	"stopped",
	"cancel-asked",
	"adopted",
	"deadline-passed",
];

const TOLD = new Set(["running", "succeeded", "failed", "rejected", "cancelled"]);

test("I6: whatever happens to a task, what is announced of it is its history: nothing more, nothing less, in order", async () => {
	const clock = createFakeClock();
	const stores = await openSqliteForCommand({ file: join(makeFolder(), "filmgate.db"), clock });
	const events = fc.array(fc.constantFrom(...FORWARD, ...FORWARD, ...ASIDE), { maxLength: 12 });
	const property = fc.asyncProperty(events, async (types) => {
		const account = makeAccount();
		await stores.accounts.createAccount(account, { live: 1e9, test: 0 });
		const webhook = makeWebhook(account.id);
		await stores.announcements.createWebhook(webhook);
		const creation = await stores.tasks.create(makeDraft({ account: account.id }));
		if (creation.kind !== "created") throw new Error(creation.kind);
		const { id } = creation.task;
		for (const type of types) {
			await clock.advance(1);
			await stores.tasks.apply(id, makeEvent(type), "anybody");
		}
		const timeline = await stores.tasks.timeline(id);
		const changes = timeline.filter(({ status }, index) => TOLD.has(status) && status !== timeline[index - 1]?.status);
		const announced = (await stores.announcements.list({ webhook: webhook.id, limit: 100 })).toReversed();
		expect(announced.map(({ type, at }) => ({ type, at }))).toEqual(
			changes.map(({ status, at }) => ({ type: `task.${status}`, at })),
		);
	});
	await fc.assert(property, { numRuns: 50 });
	await stores.close();
});
