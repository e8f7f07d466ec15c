import { expect, test } from "vitest";
import { makeOrder, makeScript, makeTask } from "../contracts/task-factory.ts";
import { linksEndAt } from "./task.ts";

test("links to films end with their task", () => {
	const task = makeTask("succeeded", { expiresAt: 5_000_000 });
	expect(linksEndAt(task)).toBe(5_000_000);
	expect(linksEndAt({ ...task, expiresAt: null })).toBe(task.updatedAt);
	expect(linksEndAt({ ...task, order: makeOrder({ script: makeScript({ outcome: "fail" }) }) })).toBe(5_000_000);
});

test("those that a test key wants expired ended a second before there was a film", () => {
	const order = makeOrder({ script: makeScript({ expired: true }) });
	const task = makeTask("succeeded", { order, expiresAt: 5_000_000 });
	expect(linksEndAt(task)).toBe(task.updatedAt - 1_000);
});
