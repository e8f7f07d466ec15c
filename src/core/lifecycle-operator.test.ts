import { describe, expect, test } from "vitest";
import { FACTORY_OWNER, makeEngineFilm, makeEvent, makeTask } from "../contracts/task-factory.ts";
import { decide, type TaskEvent, type TaskEventType, type Verdict } from "./lifecycle.ts";
import { ARCHIVE_LIMIT_MS, NEVER } from "./lifecycle-changes.ts";
import { RULES } from "./lifecycle-rules.ts";
import type { Task, TaskStatus } from "./task.ts";

const NOW = Date.UTC(2026, 5, 1);
const EVENTS = Object.keys(RULES.queued) as TaskEventType[];

describe("an operator's verdict", () => {
	const unclear = () => makeTask("unclear", { longestJobMs: 60_000, startDeadlineAt: NOW + 99 });
	const verdict = (task: Task, kind: Verdict["kind"]) =>
		makeEvent("resolved", {
			startToken: task.startToken,
			verdict: kind === "started" ? { kind, handle: { job: 7 } } : { kind },
		});

	test("a start that was found goes on as running, under its owner", () => {
		const task = unclear();
		const moved = move(task, verdict(task, "started"));
		expect(moved.task).toMatchObject({
			status: "running",
			handle: { job: 7 },
			owner: task.owner,
			startToken: task.startToken,
			deadlineAt: NOW + 60_000,
		});
		expect(moved.effects).toMatchObject({
			settlement: null,
			entry: entry("resolved", "running", "the operator found the work"),
		});
	});

	test("a start that was not taken waits again, unless nobody wants it any more", () => {
		const task = unclear();
		const again = { status: "queued", startToken: null, owner: null, notBeforeAt: NOW, deadlineAt: NOW + 99 };
		expect(move(task, verdict(task, "not-started")).task).toMatchObject(again);
		const unwanted = { ...task, cancelRequestedAt: NOW - 1 };
		expect(move(unwanted, verdict(task, "not-started")).task).toMatchObject({ status: "cancelled" });
	});

	test("a task that is given up ends with its hold released", () => {
		const task = unclear();
		expect(move(task, verdict(task, "given-up"))).toMatchObject({
			task: { status: "failed", failure: { code: "outcome_unknown" }, settlement: "released" },
			effects: { settlement: "released" },
		});
	});

	test("I3: it goes for the start that was looked into, not for a later one, and for no task that is not unclear", () => {
		const task = unclear();
		for (const kind of ["started", "not-started", "given-up"] as const) {
			expect(apply({ ...task, startToken: "a later one" }, verdict(task, kind)).kind).toBe("stale");
			for (const status of ["queued", "starting", "running", "archiving", "succeeded"] as const) {
				const other = makeTask(status);
				expect(apply(other, verdict(other, kind)), `${status} ${kind}`).toMatchObject({ kind: "stale" });
			}
		}
	});

	test("a parked task may be given up whatever its status, and a verdict on its start ends the parking", () => {
		for (const status of ["queued", "unclear", "running", "archiving"] as const) {
			const task = { ...makeTask(status), parkedAt: NOW - 5 };
			expect(move(task, verdict(task, "given-up")).task).toMatchObject({ status: "failed", parkedAt: null });
			if (status !== "unclear") expect(apply(task, verdict(task, "not-started")).kind).toBe("stale");
		}
		const parked = { ...unclear(), parkedAt: NOW - 5, deadlineAt: null };
		expect(move(parked, verdict(parked, "started")).task).toMatchObject({
			status: "running",
			parkedAt: null,
			deadlineAt: NOW + 60_000,
		});
		expect(move(parked, verdict(parked, "not-started")).task).toMatchObject({ status: "queued", parkedAt: null });
	});
});

describe("a parked task", () => {
	const PARKED_AT = NOW - 1_000;

	test("has no deadline and is claimed at no instant; one that was being started is unclear", () => {
		expect(move(makeTask("queued", { deadlineAt: NOW + 5 }), makeEvent("parked")).task).toMatchObject({
			status: "queued",
			parkedAt: NOW,
			deadlineAt: null,
			notBeforeAt: NEVER,
		});
		const starting = move(makeTask("starting"), makeEvent("parked")).task;
		expect(starting).toMatchObject({ status: "unclear", parkedAt: NOW, deadlineAt: null, owner: FACTORY_OWNER });
		for (const status of ["unclear", "running", "archiving"] as const) {
			const { task } = move(makeTask(status), makeEvent("parked"));
			expect(task).toMatchObject({ status, parkedAt: NOW, deadlineAt: null });
			expect(apply(task, makeEvent("parked")).kind).toBe("stale");
		}
	});

	test("rule 19: nothing moves it on but an operator, its client's wish and a successor", () => {
		const moving = ["cancel-asked", "adopted", "unparked", "resolved"];
		for (const status of ["queued", "unclear", "running", "archiving"] as const) {
			const task = { ...makeTask(status), parkedAt: PARKED_AT };
			for (const type of EVENTS.filter((each) => !moving.includes(each))) {
				expect(apply(task, makeEvent(type)), `${status} ${type}`).toMatchObject({ kind: "stale" });
			}
		}
		const adopted = move({ ...makeTask("running"), parkedAt: PARKED_AT }, makeEvent("adopted", { owner: 9 })).task;
		expect(adopted).toMatchObject({ owner: 9, parkedAt: PARKED_AT });
		const cancelled = move({ ...makeTask("queued"), parkedAt: PARKED_AT }, makeEvent("cancel-asked")).task;
		expect(cancelled).toMatchObject({ status: "cancelled", parkedAt: null, settlement: "released" });
	});

	test("goes on where it was when an operator lets it, and its status's deadline begins anew", () => {
		const unparked = (status: TaskStatus, overrides: Partial<Task>) =>
			move({ ...makeTask(status), deadlineAt: null, ...overrides, parkedAt: PARKED_AT }, makeEvent("unparked")).task;
		const waiting = { parkedAt: null, notBeforeAt: NOW };
		expect(unparked("queued", { startDeadlineAt: NOW - 1, notBeforeAt: NEVER })).toMatchObject({
			...waiting,
			startDeadlineAt: NOW + 999,
			deadlineAt: NOW + 999,
		});
		expect(unparked("queued", { startDeadlineAt: null })).toMatchObject({ ...waiting, deadlineAt: null });
		expect(unparked("unclear", { longestJobMs: 50 }).deadlineAt).toBe(NOW + 50);
		expect(unparked("running", { longestJobMs: 60 }).deadlineAt).toBe(NOW + 60);
		expect(unparked("archiving", { engineFilms: [makeEngineFilm({ expiresAt: NOW + 70 })] }).deadlineAt).toBe(NOW + 70);
		expect(unparked("archiving", { engineFilms: null }).deadlineAt).toBe(NOW + ARCHIVE_LIMIT_MS);
	});
});

function apply(task: Task, event: TaskEvent) {
	return decide(task, event, { now: NOW, by: "anybody" });
}

function move(task: Task, event: TaskEvent) {
	const decision = apply(task, event);
	if (decision.kind === "stale") throw new Error(decision.reason);
	return decision;
}

function entry(event: TaskEventType, status: TaskStatus, detail: string | null | undefined) {
	return { at: NOW, event, status, detail };
}

test("I3: what was found out about an earlier start says nothing of the present one", () => {
	const task = makeTask("unclear", { startToken: "second" });
	for (const event of [makeEvent("started"), makeEvent("not-taken"), makeEvent("refused")]) {
		const decided = (about: string) => decide(task, { ...event, about }, { now: 1, by: "anybody" }).kind;
		expect([decided("first"), decided("second")]).toEqual(["stale", "moved"]);
	}
});
