import { ACCOUNT_DEFAULTS, type Account } from "../core/account.ts";
import { systemClock } from "../core/clock.ts";
import type { EngineFilm, Film } from "../core/film.ts";
import { createIdMinter, type Id } from "../core/ids.ts";
import { decide, type TaskEvent } from "../core/lifecycle.ts";
import type { Medium } from "../core/medium.ts";
import { dollars } from "../core/money.ts";
import { newTask } from "../core/new-task.ts";
import { NO_SETTINGS, type Order, type OrderScript } from "../core/order.ts";
import type { TaskDraft } from "../core/ports/task-store.ts";
import { PLAIN_SCRIPT } from "../core/script.ts";
import type { Task, TaskStatus } from "../core/task.ts";

/** The server that owns the factory's tasks while they are unfinished. */
export const FACTORY_OWNER = 1;

const minter = createIdMinter(systemClock);

/** An id that no other thing of this process has. */
export function makeId(): Id {
	return minter.mint();
}

/** A hash that belongs to nobody else's bytes; as good as any for code that never opens the blob. */
export function makeSha256(): string {
	return `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "");
}

export function makeAccount(overrides: Partial<Account> = {}): Account {
	const id = String(makeId());
	return { id, name: `account ${id}`, ...ACCOUNT_DEFAULTS, createdAt: Date.UTC(2026, 0, 1), ...overrides };
}

export function makeMedium(overrides: Partial<Medium> = {}): Medium {
	const picture = { mime: "image/png", bytes: 34_567, width: 1280, height: 720, seconds: null };
	return { sha256: makeSha256(), ...picture, ...overrides };
}

export function makeOrder(overrides: Partial<Order> = {}): Order {
	return {
		operation: "text-to-video",
		model: "cogvideox-3",
		prompt: "A lighthouse in a storm at night, slow zoom in",
		negativePrompt: null,
		inputs: [],
		seed: 42,
		width: 1280,
		height: 720,
		seconds: 5,
		fps: 24,
		sound: false,
		mark: true,
		settings: NO_SETTINGS,
		script: null,
		...overrides,
	};
}

export function makeScript(overrides: Partial<OrderScript> = {}): OrderScript {
	return { ...PLAIN_SCRIPT, ...overrides };
}

export function makeFilm(overrides: Partial<Film> = {}): Film {
	return {
		id: makeId(),
		kind: "video",
		sha256: makeSha256(),
		mime: "video/mp4",
		bytes: 1_234_567,
		width: 1280,
		height: 720,
		seconds: 5,
		fps: 24,
		hasSound: false,
		cover: { sha256: makeSha256(), mime: "image/jpeg", bytes: 45_678, width: 1280, height: 720 },
		...overrides,
	};
}

export function makeEngineFilm(overrides: Partial<EngineFilm> = {}): EngineFilm {
	return { kind: "video", source: { job: "1" }, cover: null, expiresAt: null, ...overrides };
}

/** One event of each type, as plausible as can be; for any of its fields say otherwise in `overrides`. */
export function makeEvent<Type extends TaskEvent["type"]>(
	type: Type,
	overrides: Partial<Extract<TaskEvent, { type: Type }>> = {},
): Extract<TaskEvent, { type: Type }> {
	const events: { readonly [Each in TaskEvent["type"]]: Extract<TaskEvent, { type: Each }> } = {
		claimed: { type: "claimed", owner: FACTORY_OWNER, startToken: crypto.randomUUID(), longestJobMs: 600_000 },
		started: { type: "started", handle: { job: "1" }, warnings: [] },
		refused: { type: "refused", failure: { code: "content_refused", message: "The prompt was refused." } },
		"not-taken": { type: "not-taken", reason: "the engine is full", notBeforeAt: 0 },
		"answer-lost": { type: "answer-lost", reason: "the connection was lost" },
		progressed: { type: "progressed", progress: 50 },
		done: { type: "done", films: [makeEngineFilm()], warnings: [] },
		"engine-failed": { type: "engine-failed", failure: { code: "engine_failed", message: "The engine gave up." } },
		lost: { type: "lost" },
		archived: { type: "archived", films: [makeFilm()] },
		"archive-failed": { type: "archive-failed", message: "The film could not be read." },
		"film-refused": { type: "film-refused", reason: "The film may not be shown." },
		stopped: { type: "stopped" },
		"cancel-asked": { type: "cancel-asked" },
		"tries-failed": { type: "tries-failed", count: 3, reason: "the engine did not answer" },
		"deadline-passed": { type: "deadline-passed", stopped: true },
		late: { type: "late", outcome: { outcome: "no-film", films: [], detail: "The engine gave up." } },
		adopted: { type: "adopted", owner: FACTORY_OWNER + 1 },
		deleted: { type: "deleted" },
		resolved: { type: "resolved", startToken: null, verdict: { kind: "given-up" } },
		parked: { type: "parked" },
		unparked: { type: "unparked" },
	};
	return { ...events[type], ...overrides };
}

/** What has to happen to a queued task for it to reach a status. */
export function eventsTo(status: TaskStatus): readonly TaskEvent[] {
	const running = [makeEvent("claimed"), makeEvent("started")];
	const paths: Readonly<Record<TaskStatus, readonly TaskEvent[]>> = {
		queued: [],
		starting: [makeEvent("claimed")],
		unclear: [makeEvent("claimed"), makeEvent("answer-lost")],
		running,
		archiving: [...running, makeEvent("done")],
		succeeded: [...running, makeEvent("done"), makeEvent("archived")],
		failed: [...running, makeEvent("engine-failed")],
		rejected: [makeEvent("claimed"), makeEvent("refused")],
		cancelled: [makeEvent("cancel-asked")],
	};
	return paths[status];
}

/** A queued task as submit makes it. Whatever `overrides` names is as it says, consistent or not. */
export function makeQueuedTask(overrides: Partial<Task> = {}): Task {
	const mode = overrides.mode ?? "live";
	const account = makeAccount(overrides.account === undefined ? {} : { id: overrides.account });
	const task = newTask(
		{ account, mode, keyId: "key", mark: true },
		{ wire: "native", order: makeOrder(), price: dollars(0.2), clientReference: null, startWithinMs: null },
		{ id: makeId(), engine: "preview", now: overrides.createdAt ?? Date.UTC(2026, 0, 1) },
	);
	return { ...task, ...overrides };
}

/** A task that reached `status` by real events, one second apart; then changed as `overrides` says. */
export function makeTask(status: TaskStatus, overrides: Partial<Task> = {}): Task {
	let task = makeQueuedTask(overrides);
	for (const event of eventsTo(status)) {
		const decision = decide(task, event, { now: task.updatedAt + 1000, by: "anybody" });
		if (decision.kind === "moved") task = decision.task;
	}
	return { ...task, ...overrides };
}

/** What a store is asked to create: no request key and no limit unless said. */
export function makeDraft(overrides: Partial<Task> = {}, rest: Partial<Omit<TaskDraft, "task">> = {}): TaskDraft {
	return { task: makeQueuedTask(overrides), request: null, maxInFlight: Number.MAX_SAFE_INTEGER, ...rest };
}
