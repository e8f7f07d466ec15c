import { expect, test, vi } from "vitest";
import { MOST_PARTS } from "../crew.ts";
import { createSharedWork } from "./shared-work.ts";
import { type SharedPart, Stopped, ThreadCrew } from "./thread-crew.ts";

/** Two threads of one film; what the one sends the other hears, as a copy. */
function crewOfTwo(): [ThreadCrew, ThreadCrew] {
	const work = createSharedWork(2);
	const crew: ThreadCrew[] = [];
	const sendTo = (other: number) => (part: SharedPart) => crew[other]?.hear(structuredClone(part));
	crew.push(new ThreadCrew(work, "front", sendTo(1)), new ThreadCrew(work, "back", sendTo(0)));
	return crew as [ThreadCrew, ThreadCrew];
}

test("each part is done once, from both ends, and all threads have all of it", async () => {
	const [front, back] = crewOfTwo();
	const done: string[] = [];
	const partsOf = (who: string) =>
		[0, 1, 2, 3].map((index) => async () => {
			done.push(`${who} ${index}`);
			return { index };
		});
	const all = await Promise.all([front.share("motion", partsOf("front")), back.share("motion", partsOf("back"))]);
	for (const parts of all) expect(parts).toEqual([0, 1, 2, 3].map((index) => ({ index })));
	expect(done.toSorted()).toEqual(["back 2", "back 3", "front 0", "front 1"]);
});

test("what is asked for in another order is not mixed up, and a thread that comes late is given all", async () => {
	const [front, back] = crewOfTwo();
	const shares = (crew: ThreadCrew) => ({
		speech: () => crew.share("speech", [() => "words"]),
		mouth: () => crew.share("mouth", [() => "a mouth"]),
	});
	expect(await Promise.all([shares(front).speech(), shares(front).mouth()])).toEqual([["words"], ["a mouth"]]);
	const late = vi.fn(() => "never");
	expect(await Promise.all([back.share("mouth", [late]), back.share("speech", [late])])).toEqual([
		["a mouth"],
		["words"],
	]);
	expect(late).not.toHaveBeenCalled();
});

test("a part that fails is its thread's failure; whoever waits for it is stopped, now and later", async () => {
	const [front, back] = crewOfTwo();
	const broken = new Error("The picture cannot be read.");
	await expect(front.share("outlines", [() => Promise.reject(broken)])).rejects.toBe(broken);
	const waiting = back.share("outlines", [() => "never"]);
	back.stop();
	await expect(waiting).rejects.toBeInstanceOf(Stopped);
	await expect(back.share("outlines", [() => "never"])).rejects.toBeInstanceOf(Stopped);
});

test("more parts than there is room for are refused before any is begun", async () => {
	const [front] = crewOfTwo();
	const parts = Array.from({ length: MOST_PARTS + 1 }, () => () => 0);
	await expect(front.share("outlines", parts)).rejects.toThrow(RangeError);
});
