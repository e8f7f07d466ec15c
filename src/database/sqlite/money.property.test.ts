import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { makeAccount, makeDraft, makeEvent } from "../../contracts/task-factory.ts";
import type { Mode } from "../../core/account.ts";
import type { TaskEvent, TaskEventType } from "../../core/lifecycle.ts";
import type { AccountStore, LedgerEntry } from "../../core/ports/account-store.ts";
import { isTerminal, type Task, type TaskStatus } from "../../core/task.ts";
import { openSqliteForCommand, type SqliteStores } from "./database.ts";
import { makeFolder } from "./testing/folder.ts";

const MODES: readonly Mode[] = ["live", "test"];
const OWNER = 1;
const TASKS = 6;

/** What may follow what; a status not named here is for good. */
const NEXT: Readonly<Partial<Record<TaskStatus, readonly TaskStatus[]>>> = {
	queued: ["starting", "failed", "rejected", "cancelled"],
	starting: ["unclear", "running", "queued", "failed", "rejected", "cancelled"],
	unclear: ["running", "queued", "failed", "rejected", "cancelled"],
	running: ["archiving", "failed", "rejected", "cancelled"],
	archiving: ["succeeded", "failed", "rejected"],
};

/** One thing that somebody does to the store. Tasks are named by the order in which the test made them. */
type Step =
	| { readonly kind: "create"; readonly mode: Mode; readonly price: number }
	| { readonly kind: "post"; readonly mode: Mode; readonly amount: number }
	| { readonly kind: "claim"; readonly mode: Mode; readonly limit: number }
	| { readonly kind: "adopt" }
	/** What happens to a task when all goes well. */
	| { readonly kind: "forward"; readonly task: number }
	| { readonly kind: "event"; readonly task: number; readonly type: TaskEventType };

const TYPES: readonly TaskEventType[] = [
	"claimed",
	"started",
	"refused",
	"not-taken",
	"answer-lost",
	"progressed",
	"done",
	"engine-failed",
	"lost",
	"archived",
	"archive-failed",
	"film-refused",
	"stopped",
	"cancel-asked",
	"deadline-passed",
	"deleted",
	"resolved",
	"parked",
	"unparked",
];

const FORWARD: Readonly<Record<TaskStatus, TaskEventType>> = {
	queued: "claimed",
	starting: "started",
	unclear: "started",
	running: "done",
	archiving: "archived",
	succeeded: "deleted",
	failed: "deleted",
	rejected: "deleted",
	cancelled: "deleted",
};

const task = fc.nat(TASKS - 1);
const mode = fc.constantFrom(...MODES);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant("create" as const), mode, price: fc.nat(40) }) },
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant("post" as const), mode, amount: fc.integer({ min: -60, max: 60 }) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant("claim" as const), mode, limit: fc.integer({ min: 1, max: 3 }) }),
	},
	{ weight: 1, arbitrary: fc.constant({ kind: "adopt" as const }) },
	{ weight: 10, arbitrary: fc.record({ kind: fc.constant("forward" as const), task }) },
	{
		weight: 8,
		arbitrary: fc.record({
			kind: fc.constant("event" as const),
			task: fc.nat(TASKS - 1),
			type: fc.constantFrom(...TYPES),
		}),
	},
);

test("I2, I4: whatever happens, purses are what their ledgers add up to, and every life is a legal one", async () => {
	const stores = await openSqliteForCommand({ file: join(makeFolder(), "filmgate.db"), clock: createFakeClock() });
	const ends = new Set<string>();
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
			const account = makeAccount();
			await stores.accounts.createAccount(account, { live: 100, test: 100 });
			const lives: Task[][] = [];
			const end = stores.tasks.onCommit((tasks) => {
				for (const task of tasks) if (task.account === account.id) record(lives, task);
			});
			for (const each of steps) await take(stores, each, { account: account.id, lives });
			end();
			for (const life of lives) {
				expectLegal(life);
				ends.add(life.at(-1)?.settlement ?? "open");
			}
			for (const each of MODES) await expectExplained(stores.accounts, each, { account: account.id, lives });
		}),
		{ numRuns: 40 },
	);
	expect(ends).toEqual(new Set(["open", "charged", "released"]));
	await stores.close();
});

function record(lives: Task[][], task: Task): void {
	const life = lives.find(([first]) => first?.id === task.id);
	if (life === undefined) lives.push([task]);
	else life.push(task);
}

interface World {
	readonly account: string;
	readonly lives: readonly Task[][];
}

async function take(stores: SqliteStores, each: Step, { account, lives }: World): Promise<void> {
	if (each.kind === "create") {
		if (lives.length >= TASKS) return;
		await stores.tasks.create(
			makeDraft({ account, mode: each.mode, price: each.price, engine: account }, { maxInFlight: 4 }),
		);
	} else if (each.kind === "post") {
		const kind = each.amount > 0 ? "grant" : "adjust";
		await stores.accounts.post({ ...each, kind, account, note: null, at: 0 }).catch(expectRefusal);
	} else if (each.kind === "claim") {
		const { mode, limit } = each;
		const mintToken = () => crypto.randomUUID();
		await stores.tasks.claim({ engine: account, mode, limit, owner: OWNER, longestJobMs: 1, mintToken });
	} else if (each.kind === "adopt") {
		await stores.tasks.adopt(OWNER + 1);
	} else {
		const task = lives[each.task % lives.length]?.at(-1);
		if (task === undefined) return;
		const type = each.kind === "forward" ? FORWARD[task.status] : each.type;
		await stores.tasks.apply(task.id, makeEvent(type) as TaskEvent, "anybody");
	}
}

function expectRefusal(error: unknown): void {
	expect(error).toMatchObject({ code: "insufficient_credits" });
}

function expectLegal(life: readonly Task[]): void {
	life.forEach((task, index) => {
		const before = life[index - 1];
		expect(task.version).toBe(index + 1);
		if (before === undefined || before.status === task.status) return;
		expect(NEXT[before.status] ?? []).toContain(task.status);
	});
}

async function expectExplained(accounts: AccountStore, each: Mode, { account, lives }: World): Promise<void> {
	const ledger = await accounts.listLedger({ account, mode: each, limit: 1_000 });
	expect(await accounts.readPurse(account, each)).toEqual(addUp(ledger));
	const open = lives.map((life) => life.at(-1)).filter((task) => task?.mode === each && !isTerminal(task.status));
	expect(addUp(ledger).inFlight).toBe(open.length);
	for (const life of lives) {
		const [first, last] = [life[0], life.at(-1)];
		if (first === undefined || last === undefined || first.mode !== each) continue;
		const kinds = ledger.filter((entry) => entry.taskId === first.id).map((entry) => entry.kind);
		const ending = { charged: ["charge"], released: ["release"] } as const;
		expect(kinds).toEqual([...(last.settlement === null ? [] : ending[last.settlement]), "hold"]);
	}
}

/** A purse from nothing but its ledger. */
function addUp(ledger: readonly LedgerEntry[]) {
	const purse = { balance: 0, held: 0, inFlight: 0 };
	for (const { kind, amount } of ledger) {
		if (kind === "grant" || kind === "adjust") purse.balance += amount;
		if (kind === "hold") purse.balance -= amount;
		if (kind === "release") purse.balance += amount;
		if (kind === "hold") purse.held += amount;
		if (kind === "charge" || kind === "release") purse.held -= amount;
		if (kind === "hold") purse.inFlight += 1;
		if (kind === "charge" || kind === "release") purse.inFlight -= 1;
	}
	return purse;
}
