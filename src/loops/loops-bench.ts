import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakeClock, type FakeClock } from "../contracts/fake-clock.ts";
import { createFakeEngine, type FakeEngine, type FakeEngineOptions } from "../contracts/fake-engine.ts";
import { createMemoryBlobStore } from "../contracts/memory-blob-store.ts";
import { makeAccount, makeDraft } from "../contracts/task-factory.ts";
import { dollars } from "../core/money.ts";
import { createIdMinter } from "../core/ids.ts";
import type { FilmMeter } from "../core/ports/film-meter.ts";
import { silentLog } from "../core/ports/log.ts";
import { allowAll, type Moderator } from "../core/ports/moderator.ts";
import type { TaskStore } from "../core/ports/task-store.ts";
import type { Task, TaskStatus } from "../core/task.ts";
import { createSqliteDatabase, type SqliteDatabase } from "../database/sqlite/database.ts";
import { createLoops, type Loops } from "./create-loops.ts";
import { Desk } from "./desk.ts";
import { Pauses } from "./pauses.ts";

/** For tests: all loops over a real store, a fake engine and a clock that stands still. */
export interface LoopsBench {
	readonly clock: FakeClock;
	readonly engine: FakeEngine;
	readonly store: TaskStore;
	readonly database: SqliteDatabase;
	readonly desk: Desk;
	readonly loops: Loops;
	readonly pauses: Pauses;
	readonly blobs: ReturnType<typeof createMemoryBlobStore>;
	/** Stores a queued task. */
	submit(overrides?: Partial<Task>): Promise<Task>;
	read(id: number): Promise<Task>;
	/** Lets time pass, in ever longer steps, until the task has the status. Fails after about two hours of the fake clock. */
	until(id: number, status: TaskStatus): Promise<Task>;
	/** Lets time pass at once, and everything that it rings come to rest. */
	pass(ms: number): Promise<void>;
	/**
	 * A new server on the same store, with nothing of the old one's memory. `letGo` ends what the old one still waits
	 * for, once it can no longer write.
	 */
	crash(letGo?: () => void): Promise<void>;
	close(): Promise<void>;
}

const FILM = readFileSync(new URL("../media/fixtures/fast-start.mp4", import.meta.url));
const FIRST_STEP_MS = 200;
const LONGEST_STEP_MS = 20_000;

const meter: FilmMeter = {
	measure: async (_path, kind) =>
		kind === "image"
			? { mime: "image/jpeg", width: 64, height: 36, seconds: null, fps: null, hasSound: false }
			: { mime: "video/mp4", width: 64, height: 36, seconds: 1, fps: 24, hasSound: true },
};

export async function openLoopsBench(
	options: Partial<FakeEngineOptions> = {},
	moderator: Moderator = allowAll,
): Promise<LoopsBench> {
	const folder = mkdtempSync(join(tmpdir(), "filmgate-loops-"));
	const clock = createFakeClock();
	const file = join(folder, "filmgate.db");
	const pending = new Pending();
	const blobs = createMemoryBlobStore(clock);
	const engine = createFakeEngine({ name: "preview", film: FILM, ...options });
	const account = makeAccount();
	const step = async (ms: number) => {
		await clock.advance(ms);
		await pending.none();
	};
	let database = await createSqliteDatabase({ file, clock });
	await database.accounts.createAccount(account, { live: dollars(1000), test: dollars(1000) });
	const assemble = () => assembleLoops({ database, engine, clock, moderator, blobs, pending });
	let moving = assemble();

	const bench: LoopsBench = {
		clock,
		engine,
		blobs,
		get store() {
			return database.tasks;
		},
		get database() {
			return database;
		},
		get desk() {
			return moving.desk;
		},
		get pauses() {
			return moving.pauses;
		},
		get loops() {
			return moving.loops;
		},
		async submit(overrides = {}) {
			const draft = makeDraft({ createdAt: clock.now(), ...overrides, account: account.id });
			const creation = await database.tasks.create(draft);
			if (creation.kind !== "created") throw new Error(creation.kind);
			return creation.task;
		},
		async read(id) {
			const task = await database.tasks.find(id);
			if (task === null) throw new Error("The task is gone.");
			return task;
		},
		async until(id, status) {
			for (let steps = 0; steps < 400; steps += 1) {
				const task = await bench.read(id);
				if (task.status === status) return task;
				await step(Math.min(LONGEST_STEP_MS, Math.round(FIRST_STEP_MS * 1.1 ** steps)));
			}
			throw new Error(`The task is ${(await bench.read(id)).status}, not ${status}.`);
		},
		async pass(ms) {
			for (let left = ms; left > 0; left -= LONGEST_STEP_MS) await step(Math.min(left, LONGEST_STEP_MS));
		},
		async crash(letGo = () => {}) {
			const old = { database, loops: moving.loops };
			await old.database.close();
			letGo();
			await old.loops.stop();
			database = await createSqliteDatabase({ file, clock });
			moving = assemble();
		},
		async close() {
			await moving.loops.stop();
			await database.close();
			await blobs.close();
			rmSync(folder, { recursive: true, force: true });
		},
	};
	return bench;
}

interface LoopsParts {
	readonly database: SqliteDatabase;
	readonly engine: FakeEngine;
	readonly clock: FakeClock;
	readonly moderator: Moderator;
	readonly blobs: LoopsBench["blobs"];
	readonly pending: Pending;
}

type Assembled = Pick<LoopsBench, "desk" | "pauses" | "loops">;

function assembleLoops({ database, engine, clock, moderator, blobs, pending }: LoopsParts): Assembled {
	const store = pending.track(database.tasks);
	const uploads = pending.track(database.uploads);
	const { incarnation: owner, largestId } = database;
	const desk = new Desk(owner);
	const pauses = new Pauses(database.engines);
	const engines = new Map([[engine.name, engine]]);
	const ids = createIdMinter(clock, largestId);
	const needs = { store, desk, pauses, engines, owner, clock, log: silentLog, uploads, ids, meter, maxFilmBytes: 1e9 };
	return { desk, pauses, loops: createLoops({ ...needs, moderator, blobs: pending.track(blobs) }) };
}

/** Counts the calls of a port that have not been answered, so that a clock that stands still can wait for real disks. */
class Pending {
	#count = 0;

	/** The same port, with its unanswered calls counted. */
	track<Port extends object>(port: Port): Port {
		return new Proxy(port, {
			get: (target, name) => {
				const member = Reflect.get(target, name, target);
				return typeof member === "function"
					? (...given: unknown[]) => this.#follow(member.apply(target, given))
					: member;
			},
		});
	}

	/** Resolves once nothing is unanswered, and what the last answer began has begun. */
	async none(): Promise<void> {
		for (let quiet = 0; quiet < 3; quiet = this.#count === 0 ? quiet + 1 : 0) {
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	#follow(result: unknown): unknown {
		if (isIterable(result)) return this.#followAll(result);
		if (!(result instanceof Promise)) return result;
		this.#count += 1;
		const answered = () => {
			this.#count -= 1;
		};
		result.then(answered, answered);
		return result;
	}

	async *#followAll(results: AsyncIterable<unknown>): AsyncGenerator<unknown> {
		this.#count += 1;
		try {
			yield* results;
		} finally {
			this.#count -= 1;
		}
	}
}

function isIterable(result: unknown): result is AsyncIterable<unknown> {
	return typeof result === "object" && result !== null && Symbol.asyncIterator in result;
}
