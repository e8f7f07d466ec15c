import { describe } from "vitest";
import { type StoreContract, useStores } from "./stores.ts";
import { testAdopt } from "./task-store/adopt.ts";
import { testApply } from "./task-store/apply.ts";
import { testClaim } from "./task-store/claim.ts";
import { testCommits } from "./task-store/commits.ts";
import { testCreate } from "./task-store/create.ts";
import { testHolds } from "./task-store/holds.ts";
import { testLate } from "./task-store/late.ts";
import { testLists } from "./task-store/lists.ts";
import { testReaping } from "./task-store/reaping.ts";
import { testModelLimits } from "./task-store/model-limits.ts";
import { testRequestKeys } from "./task-store/request-keys.ts";
import { testTimeline } from "./task-store/timeline.ts";
import { testTurns } from "./task-store/turns.ts";

/** What every task store promises, whatever it is made of. Numbers such as I4 are the invariants of docs/lifecycle.md. */
export function testTaskStore(contract: StoreContract): void {
	describe(`task store: ${contract.name}`, () => {
		const bench = useStores(contract);
		describe("create", () => testCreate(bench));
		describe("holds", () => testHolds(bench));
		describe("limits by model", () => testModelLimits(bench));
		describe("request keys", () => testRequestKeys(bench));
		describe("apply", () => testApply(bench));
		describe("timeline", () => testTimeline(bench));
		describe("claim", () => testClaim(bench));
		describe("turns", () => testTurns(bench));
		describe("adopt", () => testAdopt(bench));
		describe("lists", () => testLists(bench));
		describe("late work", () => testLate(bench));
		describe("reaping", () => testReaping(bench));
		describe("commits", () => testCommits(bench));
	});
}
