import { expect, test } from "vitest";
import { createRenderQueue, type RenderLane } from "./render-queue.ts";

function queueAt() {
	const clock = { ms: 0 };
	const queue = createRenderQueue<string>(() => clock.ms);
	const add = (job: string, work: number, lane: RenderLane = "live") => queue.add({ job, lane, work });
	const takeAll = () => {
		const taken: string[] = [];
		for (let job = queue.take(); job !== null; job = queue.take()) taken.push(job);
		return taken;
	};
	return { clock, queue, add, takeAll };
}

test("the shortest goes first, equals as they came", () => {
	const { add, takeAll } = queueAt();
	add("long", 9);
	add("short", 1);
	add("middle", 5);
	add("short too", 1);
	expect(takeAll()).toEqual(["short", "short too", "middle", "long"]);
});

test("what has waited a minute goes before all that came later", () => {
	const { clock, queue, add } = queueAt();
	add("long", 9);
	clock.ms = 59_999;
	add("short", 1);
	add("shorter", 0);
	expect(queue.take()).toBe("shorter");
	clock.ms = 60_000;
	expect(queue.take()).toBe("long");
	expect(queue.take()).toBe("short");
});

test("lanes take turns while both wait", () => {
	const { add, takeAll } = queueAt();
	add("live 1", 5);
	add("live 2", 5);
	add("live 3", 5);
	add("test 1", 1, "test");
	add("test 2", 1, "test");
	expect(takeAll()).toEqual(["test 1", "live 1", "test 2", "live 2", "live 3"]);
});

test("many test films do not keep a live one waiting longer than one of them", () => {
	const { queue, add } = queueAt();
	for (let index = 0; index < 50; index++) add(`test ${index}`, 1, "test");
	queue.take();
	add("live", 1_000);
	expect(queue.take()).toBe("live");
});

test("a removed job is not taken", () => {
	const { queue, add, takeAll } = queueAt();
	add("a", 1);
	add("b", 2);
	expect(queue.remove("a")).toBe(true);
	expect(queue.remove("a")).toBe(false);
	expect(takeAll()).toEqual(["b"]);
});

test("clear gives back what waited", () => {
	const { queue, add } = queueAt();
	add("a", 1);
	add("b", 2, "test");
	expect(queue.clear()).toEqual(["a", "b"]);
	expect(queue.take()).toBeNull();
});
