import { expect, test } from "vitest";
import { makeOrder, makeScript } from "../../contracts/task-factory.ts";
import { orderColumn } from "./task-columns.ts";

test("a script of an earlier release asks for nothing that it did not know", () => {
	const script = { outcome: "fail", slowMs: 5_000 };
	const text = JSON.stringify({ v: 1, data: { ...makeOrder(), script } });
	expect(orderColumn.read(text).script).toEqual(makeScript({ outcome: "fail", slowMs: 5_000 }));
});
