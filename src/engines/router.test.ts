import { expect, test } from "vitest";
import { createFakeEngine } from "../contracts/fake-engine.ts";
import { makeAccount, makeOrder } from "../contracts/task-factory.ts";
import type { Caller } from "../core/account.ts";
import type { Submission } from "../core/new-task.ts";
import { createRouter, PREVIEW } from "./router.ts";

const caller: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };
const preview = createFakeEngine({ name: PREVIEW, film: new Uint8Array() });

function submissionOf(operation: Submission["order"]["operation"]): Submission {
	const order = makeOrder({ operation });
	return { wire: "native", order, price: 0 as Submission["price"], clientReference: null, startWithinMs: null };
}

test("what the preview engine can do goes there", () => {
	const route = createRouter(new Map([[PREVIEW, preview]]));
	expect(route(caller, submissionOf("text-to-video"))).toBe(PREVIEW);
});

test("what no engine can do is refused, with what can be done instead", () => {
	const route = createRouter(new Map([[PREVIEW, preview]]));
	expect(() => route(caller, submissionOf("lip-sync"))).toThrow(
		expect.objectContaining({ code: "unsupported_operation", allowed: preview.capabilities.operations.join(", ") }),
	);
	expect(() => createRouter(new Map())(caller, submissionOf("text-to-video"))).toThrow(
		expect.objectContaining({ code: "unsupported_operation", allowed: null }),
	);
});
