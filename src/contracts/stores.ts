import { afterAll, beforeAll } from "vitest";
import type { Account, Mode } from "../core/account.ts";
import type { Clock } from "../core/clock.ts";
import type { TaskEvent } from "../core/lifecycle.ts";
import { dollars, type Money } from "../core/money.ts";
import type { AccountStore } from "../core/ports/account-store.ts";
import type { AnnouncementStore } from "../core/ports/announcements.ts";
import type { EngineSwitch } from "../core/ports/engine-switch.ts";
import type { Application, Claim, TaskDraft, TaskStore } from "../core/ports/task-store.ts";
import type { UploadStore } from "../core/ports/upload-store.ts";
import type { Task, TaskStatus } from "../core/task.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";
import { eventsTo, FACTORY_OWNER, makeAccount, makeDraft } from "./task-factory.ts";

/** What a store's contract suites are run against: the five ports over the same data. */
export interface Stores {
	readonly tasks: TaskStore;
	readonly accounts: AccountStore;
	readonly uploads: UploadStore;
	readonly announcements: AnnouncementStore;
	readonly engines: EngineSwitch;
	close(): Promise<void>;
	/** Closes and opens the same data again, as a restart does; absent where that means nothing. */
	reopen?(): Promise<Stores>;
}

export interface StoreContract {
	/** Which store is tested; part of each test's name. */
	readonly name: string;
	/** Opens the store; others may be using the same data. Its time is the clock's. */
	open(options: { readonly clock: Clock }): Promise<Stores>;
}

/** One suite's open store, with what its tests do all the time. Tests share it and keep to accounts and engines of their own. */
export interface StoreBench {
	readonly clock: FakeClock;
	readonly tasks: TaskStore;
	readonly accounts: AccountStore;
	readonly uploads: UploadStore;
	readonly announcements: AnnouncementStore;
	readonly engines: EngineSwitch;
	readonly canReopen: () => boolean;
	reopen(): Promise<void>;
	/** An account that nobody else uses; both purses hold `opening`, 100 dollars unless said. */
	account(opening?: Money): Promise<Account>;
	/** A queued task, stored; of a fresh account unless said. */
	queued(overrides?: Partial<Task>, rest?: Partial<Omit<TaskDraft, "task">>): Promise<Task>;
	/** A task that events brought to a status, stored. */
	taskIn(status: TaskStatus, overrides?: Partial<Task>): Promise<Task>;
	/** Applies an event that has to move the task. */
	move(task: Task, event: TaskEvent): Promise<Task>;
	/** Claims of `engine`'s live lane; 100 at most unless said. */
	claim(engine: string, overrides?: Partial<Claim>): Promise<readonly Task[]>;
}

/** Opens the store before the suite's tests and closes it after them. Call it inside a `describe`. */
export function useStores(contract: StoreContract): StoreBench {
	const clock = createFakeClock({ now: makeEra() });
	let stores: Stores;
	beforeAll(async () => {
		stores = await contract.open({ clock });
	});
	afterAll(() => stores.close());
	const bench: StoreBench = {
		clock,
		get tasks() {
			return stores.tasks;
		},
		get accounts() {
			return stores.accounts;
		},
		get uploads() {
			return stores.uploads;
		},
		get announcements() {
			return stores.announcements;
		},
		get engines() {
			return stores.engines;
		},
		canReopen: () => stores.reopen !== undefined,
		async reopen() {
			if (stores.reopen !== undefined) stores = await stores.reopen();
		},
		async account(opening = dollars(100)) {
			const account = makeAccount({ createdAt: clock.now() });
			await stores.accounts.createAccount(account, { live: opening, test: opening });
			return account;
		},
		async queued(overrides = {}, rest = {}) {
			const account = overrides.account ?? (await bench.account()).id;
			const creation = await stores.tasks.create(makeDraft({ createdAt: clock.now(), ...overrides, account }, rest));
			if (creation.kind !== "created") throw new Error(`The task was not created: ${creation.kind}.`);
			return creation.task;
		},
		async taskIn(status, overrides) {
			let task = await bench.queued(overrides);
			for (const event of eventsTo(status)) task = await bench.move(task, event);
			return task;
		},
		async move(task, event) {
			return moved(await stores.tasks.apply(task.id, event, "anybody"));
		},
		claim: (engine, overrides) =>
			stores.tasks.claim({
				engine,
				mode: "live",
				limit: 100,
				owner: FACTORY_OWNER,
				longestJobMs: 600_000,
				mintToken: () => crypto.randomUUID(),
				...overrides,
			}),
	};
	return bench;
}

/** The task of an application that has to have moved it. */
export function moved(application: Application): Task {
	if (application.kind !== "moved") throw new Error(`The task did not move: ${JSON.stringify(application)}.`);
	return application.task;
}

/** A request key that nobody else uses. */
export function makeRequest(account: string, hash = "hash", mode: Mode = "live") {
	return { key: { account, mode, wire: "native" as const, key: crypto.randomUUID() }, hash };
}

/** An engine's name that nobody else uses. */
export function makeEngineName(): string {
	return `engine-${crypto.randomUUID()}`;
}

/** A moment far from every other suite's, so that what is due in one is not in another. */
function makeEra(): number {
	return Date.UTC(2100, 0, 1) + Math.floor(Math.random() * 50 * 365) * 24 * 3_600_000;
}
