import fc from "fast-check";
import { expect, test } from "vitest";
import { makeEvent, makeQueuedTask } from "../contracts/task-factory.ts";
import { type Actor, decide, type Effects, type TaskEvent, type TaskEventType, type Verdict } from "./lifecycle.ts";
import { RULES } from "./lifecycle-rules.ts";
import { isTerminal, type Task } from "./task.ts";

const EVENTS = Object.keys(RULES.queued) as TaskEventType[];
const WISHES: readonly TaskEventType[] = ["cancel-asked", "deleted", "adopted", "resolved", "parked", "unparked"];

/** Somebody brings an event some time after the last one. Half of the steps follow the way of a task that does well. */
interface Step {
	readonly type: TaskEventType | "whatever comes next";
	readonly by: Actor;
	readonly owner: number;
	readonly progress: number;
	readonly laterMs: number;
}

const step: fc.Arbitrary<Step> = fc.record({
	type: fc.oneof(fc.constantFrom(...EVENTS), fc.constant("whatever comes next" as const)),
	by: fc.constantFrom<Actor[]>("anybody", 1, 2),
	owner: fc.integer({ min: 1, max: 2 }),
	progress: fc.integer({ min: -20, max: 120 }),
	laterMs: fc.nat(4_000_000),
});

const NEXT = {
	queued: "claimed",
	starting: "started",
	unclear: "started",
	running: "done",
	archiving: "archived",
	succeeded: "deleted",
	failed: "deleted",
	rejected: "deleted",
	cancelled: "deleted",
} as const;

/** What one life has shown so far. */
interface Life {
	task: Task;
	now: number;
	settlements: number;
	/** The start whose fate is not proven to be "not taken". */
	unproven: string | null;
	tokens: number;
}

test("no order of events breaks an invariant", () => {
	const ends = new Set<string>();
	fc.assert(
		fc.property(fc.array(step, { minLength: 12, maxLength: 40 }), (steps) => {
			const task = makeQueuedTask({ startDeadlineAt: null });
			const life: Life = { task, now: task.createdAt, settlements: 0, unproven: null, tokens: 0 };
			for (const each of steps) live(life, each);
			ends.add(life.task.status);
		}),
		{ numRuns: 300 },
	);
	expect(ends).toContain("succeeded");
	expect(ends.size).toBeGreaterThan(3);
});

function live(life: Life, each: Step): void {
	const event = toEvent(life, each);
	const before = life.task;
	life.now += each.laterMs;
	const decision = decide(before, event, { now: life.now, by: each.by });
	if (decision.kind === "stale") return;
	const { task, effects } = decision;
	life.task = task;
	expectOwned(before, event, each.by);
	expectOneStart(life, before, event);
	expectParked(before, event);
	expectOneSettlement(life, effects);
	expect(task.progress ?? -1, "I7: progress never goes back").toBeGreaterThanOrEqual(before.progress ?? -1);
	if (isTerminal(before.status)) {
		expect(task.status, "I2: a terminal status never changes").toBe(before.status);
		expect(["deleted", "late"]).toContain(event.type);
	}
	if (event.type === "late") expect(before.lateUntilAt, "only what is looked after can come late").not.toBeNull();
	expectConsistent(task);
}

function toEvent(life: Life, { type, owner, progress }: Step): TaskEvent {
	const name = type === "whatever comes next" ? NEXT[life.task.status] : type;
	if (name === "claimed") return makeEvent(name, { owner, startToken: `token ${life.tokens}` });
	if (name === "adopted") return makeEvent(name, { owner });
	if (name === "resolved") return makeEvent(name, { startToken: life.task.startToken, verdict: verdictOf(progress) });
	if (name === "progressed") return makeEvent(name, { progress });
	if (name === "deadline-passed") return makeEvent(name, { stopped: progress < 50 });
	return makeEvent(name);
}

/** Any of the three; a number that means something else decides which. */
function verdictOf(number: number): Verdict {
	if (number < 20) return { kind: "given-up" };
	return number < 70 ? { kind: "not-started" } : { kind: "started", handle: { job: "found" } };
}

/** I5: only the owner moves an owned task; others write wishes; each write is a new version. */
function expectOwned(before: Task, event: TaskEvent, by: Actor): void {
	if (by !== "anybody" && before.owner !== null && before.owner !== by) expect(WISHES).toContain(event.type);
}

/** I3: a second token is minted only after the first is proven not taken. */
function expectOneStart(life: Life, before: Task, event: TaskEvent): void {
	expect(life.task.version).toBe(before.version + 1);
	if (event.type === "claimed") {
		expect(life.unproven).toBeNull();
		life.unproven = life.task.startToken;
		life.tokens += 1;
	} else if (event.type === "not-taken" || (event.type === "resolved" && event.verdict.kind === "not-started")) {
		life.unproven = null;
	}
	if (life.task.startToken !== null && !isTerminal(life.task.status)) expect(life.task.startToken).toBe(life.unproven);
}

/** Rule 19 of a restore: nothing but a word of its client, of an operator or of a successor reaches a parked task. */
function expectParked(before: Task, event: TaskEvent): void {
	if (before.parkedAt !== null) expect(WISHES).toContain(event.type);
}

/** I4: a hold ends in exactly one settlement, when the task ends. */
function expectOneSettlement(life: Life, effects: Effects): void {
	if (effects.settlement !== null) life.settlements += 1;
	expect(life.settlements).toBe(isTerminal(life.task.status) ? 1 : 0);
	expect(life.task.settlement).toBe(
		isTerminal(life.task.status) ? (life.task.status === "succeeded" ? "charged" : "released") : null,
	);
}

/** What stores and loops lean on. */
function expectConsistent(task: Task): void {
	const ended = isTerminal(task.status);
	expect(task.owner !== null).toBe(!ended && task.status !== "queued");
	if (ended) expect(task.deadlineAt).toBeNull();
	if (task.lateUntilAt !== null) expect([task.status, task.late]).toEqual(["failed", null]);
	if (task.parkedAt !== null)
		expect([ended, task.deadlineAt, task.status]).toEqual([false, null, expect.not.stringMatching("starting")]);
	expect(task.endedAt !== null).toBe(ended);
	expect(task.expiresAt !== null).toBe(ended);
	expect(task.failure !== null).toBe(task.status === "failed" || task.status === "rejected");
	expect(task.engineFilms !== null).toBe(task.status === "archiving");
	expect(task.films.length > 0).toBe(task.status === "succeeded" && task.deletedAt === null);
}
