import { beforeEach, expect, test } from "vitest";
import { makeAccount, makeTask } from "../contracts/task-factory.ts";
import type { Caller } from "../core/account.ts";
import type { Task } from "../core/task.ts";
import { type Answer, StatusCache } from "./status-cache.ts";

const account = makeAccount();
const caller: Caller = { account, mode: "live", keyId: "key", mark: true };
const task = makeTask("running", { account: account.id });

let cache: StatusCache;

beforeEach(() => {
	cache = new StatusCache();
});

const answerOf = ({ status }: Task): Answer => ({
	status: 200,
	head: [],
	unchanged: [],
	etag: "",
	body: status,
	until: Number.POSITIVE_INFINITY,
});

function fill(view = "zai", read: () => Promise<Task> = async () => task): Promise<Answer> {
	return cache.fill(task.id, view, { read, render: answerOf });
}

test("keeps what it rendered, for each view by itself", async () => {
	const answer = await fill();
	expect(cache.get(task.id, caller, "zai")).toBe(answer);
	expect(cache.get(task.id, caller, "pixverse")).toBeNull();
	expect(cache.get(task.id + 1, caller, "zai")).toBeNull();
});

test("gives nothing to another account or mode", async () => {
	await fill();
	expect(cache.get(task.id, { ...caller, mode: "test" }, "zai")).toBeNull();
	expect(cache.get(task.id, { ...caller, account: makeAccount() }, "zai")).toBeNull();
});

test.each<[string, () => void]>([
	["a commit of the task", () => cache.changed([task])],
	["a write of another process", () => cache.clear()],
])("%s ends what is known, and what is being read is answered but not kept", async (_, change) => {
	await fill();
	const reading = Promise.withResolvers<Task>();
	const late = fill("pixverse", () => reading.promise);
	change();
	reading.resolve(task);
	expect((await late).body).toBe("running");
	for (const view of ["zai", "pixverse"]) expect(cache.get(task.id, caller, view)).toBeNull();
	await fill("pixverse");
	expect(cache.get(task.id, caller, "pixverse")).not.toBeNull();
});

test("a commit of another task ends nothing", async () => {
	await fill();
	cache.changed([makeTask("running")]);
	expect(cache.get(task.id, caller, "zai")).not.toBeNull();
});

test("of two readers the one that began after the commit is kept", async () => {
	const [early, late] = [Promise.withResolvers<Task>(), Promise.withResolvers<Task>()];
	const answers = [fill("zai", () => early.promise)];
	cache.changed([task]);
	answers.push(fill("zai", () => late.promise));
	late.resolve({ ...task, status: "archiving" });
	await answers[1];
	early.resolve(task);
	await answers[0];
	expect(cache.get(task.id, caller, "zai")?.body).toBe("archiving");
});

test("a read that fails is passed on and leaves nothing", async () => {
	await expect(fill("zai", () => Promise.reject(new Error("no such task")))).rejects.toThrow("no such task");
	expect(cache.get(task.id, caller, "zai")).toBeNull();
});

test("somebody who plays with host names does not fill the memory", async () => {
	for (let view = 0; view < 100; view += 1) await fill(`zai en http://host-${view}`);
	const kept = Array.from({ length: 100 }, (_, view) => cache.get(task.id, caller, `zai en http://host-${view}`));
	expect(kept.filter((answer) => answer !== null).length).toBeLessThanOrEqual(16);
	expect(kept.at(-1)).not.toBeNull();
});
