import { describe, expect, test } from "vitest";
import { makeWebhook } from "../contracts/announcement-store/make-webhook.ts";
import { makeFilm, makeTask } from "../contracts/task-factory.ts";
import { taskWhenAnnounced } from "./announcement.ts";
import { TASK_STATUSES, type Task } from "./task.ts";
import { canSay, changeWebhook, eventOfChange, WEBHOOK_EVENTS, wantsToHear } from "./webhook.ts";

describe("what there is to announce", () => {
	test("a status that is worth telling, once it is reached", () => {
		for (const before of TASK_STATUSES) {
			for (const after of TASK_STATUSES) {
				const event = eventOfChange(before, after);
				const worthTelling = WEBHOOK_EVENTS.find((each) => each === `task.${after}`) ?? null;
				expect(event).toBe(before === after ? null : worthTelling);
			}
		}
	});
});

describe("who hears of it", () => {
	const webhook = makeWebhook("1");

	test.each([
		["all events", {}, null, true],
		["this event", { events: ["task.failed"] }, null, true],
		["another event", { events: ["task.running"] }, null, false],
		["no event at all", { events: [] }, null, false],
		["named tasks only, and this is none", { onlyNamed: true }, null, false],
		["named tasks only, and another is named", { onlyNamed: true }, "wh_other", false],
		["named tasks only, and it is named", { onlyNamed: true }, webhook.id, true],
		["all tasks, and another is named", {}, "wh_other", true],
		["all, but it is disabled", { disabledAt: 1 }, webhook.id, false],
	] as const)("a webhook for %s", (_name, overrides, named, hears) => {
		expect(wantsToHear({ ...webhook, ...overrides }, "task.failed", named)).toBe(hears);
	});

	test("the vendors have no word for a task that runs", () => {
		for (const form of ["pixverse", "openai"] as const) {
			expect(WEBHOOK_EVENTS.filter((event) => !canSay(form, event))).toEqual(["task.running"]);
		}
		expect(WEBHOOK_EVENTS.every((event) => canSay("standard", event))).toBe(true);
		expect(wantsToHear({ ...webhook, form: "pixverse" }, "task.running", null)).toBe(false);
		expect(wantsToHear({ ...webhook, form: "pixverse" }, "task.failed", null)).toBe(true);
	});
});

test("a webhook changes by what happens to it, and by nothing else", () => {
	const webhook = makeWebhook("1");
	const rotated = changeWebhook(webhook, { type: "rotated", sealedSecret: "new", graceEndsAt: 9 });
	expect(rotated).toEqual({ ...webhook, sealedSecret: "new", previous: { sealedSecret: "sealed", graceEndsAt: 9 } });
	const disabled = changeWebhook(webhook, { type: "disabled", at: 7, reason: "gone" });
	expect(disabled).toEqual({ ...webhook, disabledAt: 7, disabledReason: "gone" });
	expect(changeWebhook(disabled, { type: "enabled" })).toEqual(webhook);
});

describe("the task as it was when it was announced", () => {
	test("that it ended is told as it is: that is for good", () => {
		const task = makeTask("succeeded", { films: [makeFilm()] });
		expect(taskWhenAnnounced(task, { type: "task.succeeded", at: 1, version: 1 })).toBe(task);
	});

	test("that it runs is told as it was then, whatever came of it since", () => {
		const running = makeTask("running");
		const announcement = { type: "task.running", at: running.updatedAt, version: running.version } as const;
		expect(taskWhenAnnounced(running, announcement)).toBe(running);
		const later: Task = {
			...running,
			...{ version: 9, status: "failed", progress: 70, settlement: "released", endedAt: 5, expiresAt: 9 },
			...{ failure: { code: "engine_failed", message: "no" }, archivingAt: 4, updatedAt: 5, cancelRequestedAt: 3 },
		} as Task;
		expect(taskWhenAnnounced(later, announcement)).toEqual(running);
	});
});
