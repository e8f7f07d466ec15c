import { describe, expect, test } from "vitest";
import { FACTORY_OWNER, makeEngineFilm, makeEvent, makeFilm, makeTask } from "../contracts/task-factory.ts";
import { decide, type TaskEvent, type TaskEventType } from "./lifecycle.ts";
import { ARCHIVE_LIMIT_MS, UNCLEAR_LIMIT_MS } from "./lifecycle-changes.ts";
import { RULES } from "./lifecycle-rules.ts";
import { isTerminal, TASK_STATUSES, type Task, type TaskStatus } from "./task.ts";

const NOW = Date.UTC(2026, 5, 1);
const EVENTS = Object.keys(RULES.queued) as TaskEventType[];

/** Where each event takes a task; where nothing is said, it is stale. */
const UNFINISHED: Readonly<Record<string, Partial<Record<TaskEventType, TaskStatus>>>> = {
	queued: {
		claimed: "starting",
		refused: "rejected",
		"cancel-asked": "cancelled",
		"deadline-passed": "failed",
		parked: "queued",
	},
	starting: {
		started: "running",
		refused: "rejected",
		"not-taken": "queued",
		"answer-lost": "unclear",
		"cancel-asked": "starting",
		adopted: "unclear",
		parked: "unclear",
	},
	unclear: {
		started: "running",
		refused: "rejected",
		"not-taken": "queued",
		"cancel-asked": "unclear",
		"deadline-passed": "failed",
		adopted: "unclear",
		parked: "unclear",
		"tries-failed": "unclear",
	},
	running: {
		progressed: "running",
		done: "archiving",
		"engine-failed": "failed",
		lost: "failed",
		stopped: "cancelled",
		"cancel-asked": "running",
		"deadline-passed": "failed",
		adopted: "running",
		parked: "running",
		"tries-failed": "running",
	},
	archiving: {
		archived: "succeeded",
		"archive-failed": "failed",
		"film-refused": "rejected",
		"deadline-passed": "failed",
		adopted: "archiving",
		parked: "archiving",
		"tries-failed": "archiving",
	},
};

describe("the whole table", () => {
	for (const status of TASK_STATUSES) {
		const moves = isTerminal(status) ? { deleted: status } : (UNFINISHED[status] ?? {});
		for (const type of EVENTS) {
			const next = moves[type];
			test(`${status} + ${type} → ${next ?? "stale"}`, () => {
				const task = makeTask(status);
				const decision = decide(task, makeEvent(type), { now: NOW, by: "anybody" });
				if (next === undefined) {
					expect(decision).toEqual({ kind: "stale", reason: expect.stringMatching(/\w/) });
				} else {
					const moved = { status: next, version: task.version + 1, updatedAt: NOW };
					expect(decision).toMatchObject({ kind: "moved", task: moved });
				}
			});
		}
	}
});

describe("starting", () => {
	test("a claim stores owner, token and longest job, and no deadline holds until the answer", () => {
		const queued = makeTask("queued", { deadlineAt: NOW + 5, startDeadlineAt: NOW + 5 });
		const event = makeEvent("claimed", { owner: 7, startToken: "token", longestJobMs: 60_000 });
		expect(move(queued, event).task).toMatchObject({
			owner: 7,
			startToken: "token",
			longestJobMs: 60_000,
			startingAt: NOW,
			deadlineAt: null,
		});
	});

	test("what was known to come to nothing at submit stays on the task beside what its engine says", () => {
		const known = { setting: "camera", message: "Left out." };
		const said = { setting: "seed", message: "Ignored." };
		const event = makeEvent("started", { warnings: [said] });
		expect(move(makeTask("starting", { warnings: [known] }), event).task.warnings).toEqual([known, said]);
	});

	test("a handle starts the clock of the engine's longest job, whether the answer came late or not", () => {
		const event = makeEvent("started", { handle: { job: 9 }, warnings: [{ setting: "seed", message: "Ignored." }] });
		for (const status of ["starting", "unclear"] as const) {
			const task = makeTask(status, { longestJobMs: 60_000 });
			expect(move(task, event).task).toMatchObject({
				handle: { job: 9 },
				warnings: event.warnings,
				runningAt: NOW,
				deadlineAt: NOW + 60_000,
			});
		}
		expect(move(makeTask("starting", { longestJobMs: null }), event).task.deadlineAt).toBeNull();
	});

	test("I3: a start proven not taken spends its token and waits again, under its first deadline", () => {
		const event = makeEvent("not-taken", { reason: "full", notBeforeAt: NOW + 9 });
		for (const status of ["starting", "unclear"] as const) {
			const { task, effects } = move(makeTask(status, { startDeadlineAt: NOW + 99 }), event);
			expect(task).toMatchObject({
				owner: null,
				startToken: null,
				startingAt: null,
				notBeforeAt: NOW + 9,
				deadlineAt: NOW + 99,
			});
			expect(effects).toMatchObject({ settlement: null, entry: entry("not-taken", "queued", "full") });
		}
	});

	test("a start proven not taken ends a task that nobody wants any more", () => {
		const task = makeTask("starting", { cancelRequestedAt: NOW - 1 });
		expect(move(task, makeEvent("not-taken"))).toMatchObject({
			task: { status: "cancelled", owner: null },
			effects: { settlement: "released" },
		});
	});

	test("an unknown answer is waited for as long as a job can take, at most an hour", () => {
		const lost = makeEvent("answer-lost", { reason: "connection reset" });
		for (const [longestJobMs, waitMs] of [
			[60_000, 60_000],
			[UNCLEAR_LIMIT_MS + 1, UNCLEAR_LIMIT_MS],
			[null, UNCLEAR_LIMIT_MS],
		] as const) {
			const { task, effects } = move(makeTask("starting", { longestJobMs }), lost);
			expect(task.deadlineAt).toBe(NOW + waitMs);
			expect(effects.entry).toEqual(entry("answer-lost", "unclear", "connection reset"));
		}
		const adopted = move(makeTask("starting", { longestJobMs: 60_000 }), makeEvent("adopted", { owner: 9 })).task;
		expect(adopted).toMatchObject({ owner: 9, deadlineAt: NOW + 60_000 });
	});
});

describe("running and archiving", () => {
	test("I7: progress rises, stays within 0 and 100, and leaves no line", () => {
		const at = (progress: number | null) => makeTask("running", { progress });
		const say = (progress: number) => makeEvent("progressed", { progress });
		expect(move(at(null), say(-5))).toMatchObject({ task: { progress: 0 }, effects: { entry: null } });
		expect(move(at(30), say(31)).task.progress).toBe(31);
		expect(move(at(30), say(250)).task.progress).toBe(100);
		for (const stale of [30, 29]) expect(apply(at(30), say(stale)).kind).toBe("stale");
	});

	test("a finished job goes to the archive, which has until the first source dies, at most an hour", () => {
		const task = makeTask("running", { warnings: [{ setting: "seed", message: "Ignored." }] });
		const warnings = [{ setting: "camera", message: "Ignored too." }];
		const films = [makeEngineFilm({ expiresAt: NOW + 50 }), makeEngineFilm({ expiresAt: NOW + 40 }), makeEngineFilm()];
		expect(move(task, makeEvent("done", { films, warnings })).task).toMatchObject({
			progress: 100,
			engineFilms: films,
			warnings: [...task.warnings, ...warnings],
			archivingAt: NOW,
			deadlineAt: NOW + 40,
		});
		expect(move(task, makeEvent("done")).task.deadlineAt).toBe(NOW + ARCHIVE_LIMIT_MS);
	});

	test("an archived film is charged and kept for the retention", () => {
		const films = [makeFilm()];
		const { task, effects } = move(makeTask("archiving", { retentionMs: 1_000 }), makeEvent("archived", { films }));
		expect(task).toMatchObject({ films, engineFilms: null, endedAt: NOW, expiresAt: NOW + 1_000, deadlineAt: null });
		expect(effects).toMatchObject({ settlement: "charged", entry: entry("archived", "succeeded", null) });
		expect(task.settlement).toBe("charged");
	});

	test("what the engine confirmed to have stopped is cancelled", () => {
		expect(move(makeTask("running"), makeEvent("stopped"))).toMatchObject({
			task: { status: "cancelled", cancelRequestedAt: NOW, endedAt: NOW },
			effects: { settlement: "released" },
		});
	});
});

describe("failing", () => {
	const endings: readonly [TaskStatus, TaskEvent, string][] = [
		["queued", makeEvent("deadline-passed"), "start_deadline"],
		["unclear", makeEvent("deadline-passed"), "outcome_unknown"],
		["running", makeEvent("deadline-passed"), "finish_deadline"],
		["archiving", makeEvent("deadline-passed"), "archive_failed"],
		["running", makeEvent("lost"), "engine_lost"],
		["running", makeEvent("engine-failed"), "engine_failed"],
		["archiving", makeEvent("archive-failed"), "archive_failed"],
		["starting", makeEvent("refused", { failure: { code: "engine_refused", message: "No." } }), "engine_refused"],
	];
	for (const [status, event, code] of endings) {
		test(`${status} + ${event.type} says ${code}, and gives the hold back`, () => {
			const { task, effects } = move(makeTask(status), event);
			expect(task).toMatchObject({ status: "failed", failure: { code }, owner: null, endedAt: NOW, deadlineAt: null });
			expect(task.settlement).toBe("released");
			expect(effects).toMatchObject({
				settlement: "released",
				entry: entry(event.type, "failed", task.failure?.message),
			});
		});
	}

	test("moderation rejects instead of failing", () => {
		const failure = { code: "content_refused", message: "Not this." } as const;
		for (const [status, event] of [
			["starting", makeEvent("refused", { failure })],
			["running", makeEvent("engine-failed", { failure })],
			["archiving", makeEvent("film-refused", { reason: failure.message })],
		] as const) {
			expect(move(makeTask(status), event).task).toMatchObject({ status: "rejected", failure, settlement: "released" });
		}
	});
});

describe("wishes", () => {
	test("a task that nobody works on is cancelled at once", () => {
		expect(move(makeTask("queued"), makeEvent("cancel-asked"))).toMatchObject({
			task: { status: "cancelled", cancelRequestedAt: NOW, settlement: "released" },
			effects: { settlement: "released" },
		});
	});

	test("a task that somebody works on remembers the wish, once", () => {
		for (const status of ["starting", "unclear", "running"] as const) {
			const { task } = move(makeTask(status), makeEvent("cancel-asked"));
			expect(task).toMatchObject({ status, cancelRequestedAt: NOW });
			expect(apply(task, makeEvent("cancel-asked"))).toMatchObject({ kind: "stale" });
		}
	});

	test("deleting takes the contents, keeps the rest, and is for good", () => {
		const { task, effects } = move(makeTask("succeeded"), makeEvent("deleted"));
		expect(task).toMatchObject({
			status: "succeeded",
			deletedAt: NOW,
			films: [],
			handle: null,
			order: { prompt: "", negativePrompt: null, inputs: [] },
			settlement: "charged",
		});
		expect(effects.settlement).toBeNull();
		for (const type of EVENTS) expect(apply(task, makeEvent(type))).toMatchObject({ kind: "stale" });
	});
});

describe("I5: owners", () => {
	const stranger = FACTORY_OWNER + 1;

	test("a stranger's events do not move an owned task, but its owner's and nobody's do", () => {
		const running = makeTask("running");
		const open = ["cancel-asked", "deleted", "adopted", "resolved", "parked", "unparked"];
		for (const type of EVENTS.filter((each) => !open.includes(each))) {
			const decision = decide(running, makeEvent(type), { now: NOW, by: stranger });
			expect(decision).toEqual({ kind: "stale", reason: `the task belongs to server ${FACTORY_OWNER}` });
		}
		for (const by of [FACTORY_OWNER, "anybody"] as const) {
			expect(decide(running, makeEvent("lost"), { now: NOW, by }).kind).toBe("moved");
		}
	});

	test("anybody may wish, and a successor may take over", () => {
		const running = makeTask("running");
		for (const type of ["cancel-asked", "adopted"] as const) {
			expect(decide(running, makeEvent(type), { now: NOW, by: stranger }).kind).toBe("moved");
		}
		expect(decide(makeTask("failed"), makeEvent("deleted"), { now: NOW, by: stranger }).kind).toBe("moved");
	});

	test("an unowned task is anybody's to move", () => {
		const event = makeEvent("claimed", { owner: stranger });
		expect(decide(makeTask("queued"), event, { now: NOW, by: stranger }).kind).toBe("moved");
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
