import { afterEach, expect, test } from "vitest";
import { createFakeEngine } from "../contracts/fake-engine.ts";
import { makeAccount, makeOrder } from "../contracts/task-factory.ts";
import type { Caller } from "../core/account.ts";
import type { Submission } from "../core/new-task.ts";
import type { Operation } from "../core/order.ts";
import { createRouter, PREVIEW } from "./router.ts";

const live: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };
const testing: Caller = { ...live, mode: "test" };

function engineOf(name: string, ...operations: Operation[]) {
	return [name, createFakeEngine({ name, film: new Uint8Array(), capabilities: { operations } })] as const;
}

const engines = new Map([
	engineOf(PREVIEW, "text-to-video", "image-to-video", "extend"),
	engineOf("near", "text-to-video"),
	engineOf("far", "text-to-video", "image-to-video"),
]);

const paused = new Set<string>();
afterEach(() => paused.clear());

const route = createRouter({
	engines,
	isPaused: (engine) => paused.has(engine),
	routes: new Map([
		["cogvideox-3", ["near", "far"]],
		["*", ["far"]],
	]),
});

function submissionOf(model: string, operation: Operation): Submission {
	const order = makeOrder({ model, operation });
	return { wire: "native", order, price: 0 as Submission["price"], clientReference: null, startWithinMs: null };
}

test("a model's own route goes first, and on it the first engine that does the operation", () => {
	expect(route(live, submissionOf("cogvideox-3", "text-to-video"))).toBe("near");
	expect(route(live, submissionOf("cogvideox-3", "image-to-video"))).toBe("far");
});

test("an engine that is paused is passed over while another one can", () => {
	paused.add("near");
	expect(route(live, submissionOf("cogvideox-3", "text-to-video"))).toBe("far");
	paused.add("far");
	expect(route(live, submissionOf("cogvideox-3", "text-to-video"))).toBe("near");
	expect(route(live, submissionOf("cogvideox-3", "image-to-video"))).toBe("far");
});

test("every other model takes the route of all, whatever it is called", () => {
	for (const model of ["preview", "v5", "__proto__", "constructor"]) {
		expect(route(live, submissionOf(model, "text-to-video"))).toBe("far");
	}
});

test("a test key never leaves the house", () => {
	expect(route(testing, submissionOf("cogvideox-3", "text-to-video"))).toBe(PREVIEW);
});

test("without routes everything is a preview", () => {
	const plain = createRouter({ engines, routes: new Map(), isPaused: () => false });
	expect(plain(live, submissionOf("cogvideox-3", "text-to-video"))).toBe(PREVIEW);
});

test("what no engine on the route does is refused, with what can be done instead", () => {
	expect(() => route(live, submissionOf("cogvideox-3", "extend"))).toThrow(
		expect.objectContaining({ code: "unsupported_operation", allowed: "text-to-video, image-to-video" }),
	);
	expect(() => route(testing, submissionOf("cogvideox-3", "lip-sync"))).toThrow(
		expect.objectContaining({ allowed: "text-to-video, image-to-video, extend" }),
	);
	const empty = createRouter({ engines: new Map(), routes: new Map(), isPaused: () => false });
	expect(() => empty(live, submissionOf("preview", "text-to-video"))).toThrow(
		expect.objectContaining({ code: "unsupported_operation", allowed: null }),
	);
});
