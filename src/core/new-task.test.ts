import { expect, test } from "vitest";
import { makeAccount, makeOrder } from "../contracts/task-factory.ts";
import type { Caller, Mode } from "./account.ts";
import { newTask, type Submission } from "./new-task.ts";

const NOW = Date.UTC(2026, 5, 1);
const account = makeAccount({ retentionMs: { live: 1_000, test: 10 } });

const submission: Submission = {
	wire: "zai",
	order: makeOrder(),
	price: 200_000,
	clientReference: "their own name",
	startWithinMs: null,
};

test("a submission begins as a queued task that nobody owns and nothing has happened to", () => {
	expect(make("live", submission)).toEqual({
		id: 42,
		version: 1,
		account: account.id,
		mode: "live",
		wire: "zai",
		clientReference: "their own name",
		webhook: null,
		status: "queued",
		order: submission.order,
		engine: "preview",
		owner: null,
		startToken: null,
		handle: null,
		progress: null,
		warnings: [],
		failure: null,
		engineFilms: null,
		films: [],
		price: 200_000,
		settlement: null,
		longestJobMs: null,
		notBeforeAt: NOW,
		startDeadlineAt: null,
		finishDeadlineAt: null,
		deadlineAt: null,
		cancelRequestedAt: null,
		parkedAt: null,
		createdAt: NOW,
		startingAt: null,
		runningAt: null,
		archivingAt: null,
		endedAt: null,
		updatedAt: NOW,
		retentionMs: 1_000,
		expiresAt: null,
		lateUntilAt: null,
		late: null,
		deletedAt: null,
	});
});

test("a test task has an hour to start and its mode's retention", () => {
	expect(make("test", submission)).toMatchObject({
		mode: "test",
		startDeadlineAt: NOW + 3_600_000,
		deadlineAt: NOW + 3_600_000,
		retentionMs: 10,
	});
});

test("a deadline that was asked for goes before either mode's own", () => {
	for (const mode of ["live", "test"] as const) {
		const task = make(mode, { ...submission, startWithinMs: 5_000 });
		expect(task).toMatchObject({ startDeadlineAt: NOW + 5_000, deadlineAt: NOW + 5_000 });
	}
});

test("the end that an order sets itself holds while it waits, if it comes before the start has to", () => {
	const ends = (startWithinMs: number | null, finishWithinMs: number) =>
		make("live", { ...submission, startWithinMs, finishWithinMs });
	expect(ends(null, 9_000)).toMatchObject({ finishDeadlineAt: NOW + 9_000, deadlineAt: NOW + 9_000 });
	expect(ends(5_000, 9_000)).toMatchObject({ finishDeadlineAt: NOW + 9_000, deadlineAt: NOW + 5_000 });
});

function make(mode: Mode, from: Submission) {
	const caller: Caller = { account, mode, keyId: "key", mark: true };
	return newTask(caller, from, { id: 42, engine: "preview", now: NOW });
}
