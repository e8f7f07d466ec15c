import { describe, expect, test } from "vitest";
import { makeEngineFilm, makeEvent, makeTask } from "../contracts/task-factory.ts";
import { decide, type TaskEvent } from "./lifecycle.ts";
import { UNCLEAR_LIMIT_MS } from "./lifecycle-changes.ts";
import type { Task, TaskStatus } from "./task.ts";

const NOW = Date.UTC(2026, 5, 1);
const FINISH_AT = NOW + 40;

describe("an order that has to be finished in time", () => {
	test("has the earlier of its two ends while it waits, also after a start that was not taken", () => {
		const back = makeEvent("not-taken");
		for (const [startDeadlineAt, deadlineAt] of [
			[NOW + 30, NOW + 30],
			[NOW + 50, FINISH_AT],
			[null, FINISH_AT],
		] as const) {
			const task = makeTask("starting", { startDeadlineAt, finishDeadlineAt: FINISH_AT });
			expect(move(task, back).task.deadlineAt).toBe(deadlineAt);
		}
		expect(move(makeTask("starting", { startDeadlineAt: NOW + 30 }), back).task.deadlineAt).toBe(NOW + 30);
	});

	test("cuts short what an engine may take, and how long an answer is waited for", () => {
		const soon = { longestJobMs: 60_000, finishDeadlineAt: FINISH_AT };
		expect(move(makeTask("starting", soon), makeEvent("started")).task.deadlineAt).toBe(FINISH_AT);
		expect(move(makeTask("starting", soon), makeEvent("answer-lost")).task.deadlineAt).toBe(FINISH_AT);
		const late = { longestJobMs: 20, finishDeadlineAt: FINISH_AT };
		expect(move(makeTask("starting", late), makeEvent("started")).task.deadlineAt).toBe(NOW + 20);
		expect(move(makeTask("starting", late), makeEvent("answer-lost")).task.deadlineAt).toBe(NOW + 20);
		const unknown = { longestJobMs: null, finishDeadlineAt: FINISH_AT };
		expect(move(makeTask("starting", unknown), makeEvent("started")).task.deadlineAt).toBe(FINISH_AT);
	});

	test("fails by that name when its own end came first, whatever it was doing", () => {
		const own = { deadlineAt: FINISH_AT, finishDeadlineAt: FINISH_AT };
		const other = { deadlineAt: FINISH_AT - 1, finishDeadlineAt: FINISH_AT };
		for (const [status, otherwise] of [
			["queued", "start_deadline"],
			["unclear", "outcome_unknown"],
			["running", "finish_deadline"],
		] as const) {
			const code = (overrides: Partial<Task>) => pass(makeTask(status, overrides)).failure?.code;
			expect(code(own)).toBe("finish_deadline");
			expect(code(other)).toBe(otherwise);
		}
		expect(pass(makeTask("running", own)).failure?.message).toBe(
			"The film was not finished by the time that the order set.",
		);
	});

	test("is not held to it once its engine is done", () => {
		const films = [makeEngineFilm({ expiresAt: NOW + 70 })];
		const task = makeTask("running", { finishDeadlineAt: FINISH_AT, deadlineAt: FINISH_AT });
		expect(move(task, makeEvent("done", { films })).task.deadlineAt).toBe(NOW + 70);
	});

	test("has as much time left after it was parked as before", () => {
		const parked = { parkedAt: NOW - 1_000, deadlineAt: null, finishDeadlineAt: NOW - 990, startDeadlineAt: null };
		for (const status of ["queued", "unclear", "running"] as const) {
			const { task } = move({ ...makeTask(status), ...parked }, makeEvent("unparked"));
			expect(task).toMatchObject({ finishDeadlineAt: NOW + 10, deadlineAt: NOW + 10 });
		}
	});
});

describe("work that goes on after a deadline has ended its task", () => {
	const running = () => makeTask("running", { longestJobMs: 60_000, runningAt: NOW - 60_000 });
	const film = makeEvent("late", {
		outcome: { outcome: "film", films: [makeEngineFilm()], detail: "Done after all." },
	});

	test("is looked after for twice its longest job, unless the engine has stopped it", () => {
		expect(pass(running()).lateUntilAt).toBe(NOW + 60_000);
		expect(move(running(), makeEvent("deadline-passed", { stopped: true })).task.lateUntilAt).toBeNull();
		const overdue = { ...running(), runningAt: NOW - 500_000 };
		expect(pass(overdue).lateUntilAt).toBe(NOW);
		expect(pass({ ...running(), longestJobMs: null }).lateUntilAt).toBe(NOW - 60_000 + 2 * UNCLEAR_LIMIT_MS);
		const unclear = makeTask("unclear", { longestJobMs: 60_000, startingAt: NOW - 60_000 });
		expect(pass(unclear).lateUntilAt).toBe(NOW + 60_000);
		expect(pass({ ...unclear, startingAt: null }).lateUntilAt).toBe(NOW + 120_000);
	});

	test("ends nowhere but there: no other end is looked after", () => {
		for (const status of ["queued", "archiving"] as const) expect(pass(makeTask(status)).lateUntilAt).toBeNull();
		expect(move(running(), makeEvent("engine-failed")).task.lateUntilAt).toBeNull();
	});

	test("I2, I4: what comes of it is noted once, and nothing that a client sees or pays changes", () => {
		const ended = pass(running());
		const { task, effects } = move(ended, film);
		expect(task).toEqual({
			...ended,
			version: ended.version + 1,
			lateUntilAt: null,
			late: { at: NOW, ...film.outcome },
		});
		expect(effects).toEqual({
			settlement: null,
			announcement: null,
			entry: { at: NOW, event: "late", status: "failed", detail: "Done after all." },
		});
		expect(apply(task, film).kind).toBe("stale");
	});

	test("is not looked after any more once its task was deleted", () => {
		const { task } = move(pass(running()), makeEvent("deleted"));
		expect(task).toMatchObject({ lateUntilAt: null, handle: null });
	});
});

test("tries that came to nothing leave a line and change nothing", () => {
	for (const status of ["unclear", "running", "archiving"] as const satisfies TaskStatus[]) {
		const before = makeTask(status);
		const say = (count: number) => move(before, makeEvent("tries-failed", { count, reason: "no answer" }));
		expect(say(1).task).toEqual({ ...before, version: before.version + 1, updatedAt: NOW });
		expect(say(1).effects.entry?.detail).toBe("1 try came to nothing: no answer");
		expect(say(3).effects.entry?.detail).toBe("3 tries came to nothing: no answer");
	}
});

/** The deadline passes, and the engine could not be stopped. */
function pass(task: Task): Task {
	return move(task, makeEvent("deadline-passed", { stopped: false })).task;
}

function apply(task: Task, event: TaskEvent) {
	return decide(task, event, { now: NOW, by: "anybody" });
}

function move(task: Task, event: TaskEvent) {
	const decision = apply(task, event);
	if (decision.kind === "stale") throw new Error(decision.reason);
	return decision;
}
