import { beforeEach, describe, expect, test } from "vitest";
import { makeAccount, makeOrder, makeTask } from "../../contracts/task-factory.ts";
import type { Caller } from "../account.ts";
import { AnswerDropped } from "../errors.ts";
import { dollars } from "../money.ts";
import { readScript } from "../script.ts";
import type { WireName } from "../task.ts";
import { createScriptedSubmit } from "./scripted-submit.ts";
import type { Submitted, UseCases } from "./use-cases.ts";

const caller: Caller = { account: makeAccount(), mode: "test", keyId: "key", mark: true };
const ANSWER: Submitted = { task: makeTask("queued"), replayed: false };

/** How many orders were taken. */
let taken: number;
/** What the next submits come to; taken, where it says nothing. */
let outcomes: (Submitted | Error)[];
let submit: UseCases["submit"];

beforeEach(() => {
	taken = 0;
	outcomes = [];
	submit = createScriptedSubmit(async () => {
		const outcome = outcomes.shift() ?? ANSWER;
		if (outcome instanceof Error) throw outcome;
		taken += 1;
		return outcome;
	});
});

interface Asked {
	readonly by?: Caller;
	readonly wire?: WireName;
	readonly key?: string;
}

/** What became of one submit, in a word. */
async function ask(prompt: string, { by = caller, wire = "native", key }: Asked = {}): Promise<string> {
	const order = makeOrder({ prompt, script: by.mode === "test" ? readScript(prompt) : null });
	const submission = { wire, order, price: dollars(1), clientReference: null, startWithinMs: null };
	try {
		await submit(by, submission, key === undefined ? null : { wire, key, hash: "hash" });
		return "answered";
	} catch (error) {
		return error instanceof AnswerDropped ? "dropped" : ((error as { code?: string }).code ?? String(error));
	}
}

async function askOften(times: number, prompt: string, asked?: Asked): Promise<string[]> {
	const answers: string[] = [];
	for (let time = 0; time < times; time += 1) answers.push(await ask(prompt, asked));
	return answers;
}

describe("[[429]]", () => {
	test("refuses the first submits of an order, makes nothing of them, and begins again after it took one", async () => {
		expect(await askOften(2, "a fox [[429 x2]]")).toEqual(["rate_limited", "rate_limited"]);
		expect(taken).toBe(0);
		expect(await askOften(3, "a fox [[429 x2]]")).toEqual(["answered", "rate_limited", "rate_limited"]);
		expect(taken).toBe(1);
	});

	test("names the time after which to ask again", async () => {
		const order = makeOrder({ script: readScript("[[429]]") });
		const submission = { wire: "zai", order, price: dollars(1), clientReference: null, startWithinMs: null } as const;
		await expect(submit(caller, submission, null)).rejects.toMatchObject({ retryAfterMs: 1_000 });
	});

	test("is too many films where a wire has no number for too many requests", async () => {
		const wires = ["zai", "openai", "pixverse"] as const;
		const answers = await Promise.all(wires.map((wire) => ask("a fox [[429]]", { wire })));
		expect(answers).toEqual(["rate_limited", "rate_limited", "too_many_tasks"]);
	});

	test("counts by request key where there is one, else by prompt; by account, mode and wire", async () => {
		const prompt = "a fox [[429]]";
		const other = { ...caller, account: makeAccount() };
		const asked: [string, Asked][] = [
			[prompt, {}],
			["a hen [[429]]", {}],
			[prompt, { wire: "zai" }],
			[prompt, { by: other }],
			[prompt, { key: "one" }],
			[prompt, { key: "two" }],
			[prompt, { key: "one", wire: "zai" }],
			[prompt, { key: prompt }],
		];
		for (const [words, about] of asked) expect(await ask(words, about)).toBe("rate_limited");
		for (const [words, about] of asked) expect(await ask(words, about)).toBe("answered");
		expect(await ask("another fox [[429]]", { key: "three" })).toBe("rate_limited");
		expect(await ask("yet another fox [[429]]", { key: "three" })).toBe("answered");
	});

	test("an order that is refused for a reason of its own does not count, and is not refused as too many again", async () => {
		expect(await ask("a fox [[429]]")).toBe("rate_limited");
		outcomes.push(new Error("No money."));
		expect(await askOften(2, "a fox [[429]]")).toEqual(["Error: No money.", "answered"]);
	});

	test("remembers the last 256 orders", async () => {
		expect(await ask("the first [[429]]")).toBe("rate_limited");
		expect(await ask("a fox [[429 x2]]")).toBe("rate_limited");
		for (let number = 0; number < 254; number += 1) await ask(`number ${number} [[429]]`);
		expect(await ask("a fox [[429 x2]]")).toBe("rate_limited");
		expect(await ask("one more [[429]]")).toBe("rate_limited");
		expect(await ask("the first [[429]]")).toBe("rate_limited");
		expect(await ask("a fox [[429 x2]]")).toBe("answered");
	});
});

describe("[[drop]]", () => {
	test("takes an order and keeps the answer; the next submit is answered", async () => {
		expect(await askOften(3, "a fox [[drop]]")).toEqual(["dropped", "answered", "dropped"]);
		expect(taken).toBe(3);
	});

	test("is for what is new: a request that was taken meanwhile is answered", async () => {
		outcomes.push(ANSWER, { ...ANSWER, replayed: true });
		expect(await Promise.all([ask("a fox [[drop]]", { key: "one" }), ask("a fox [[drop]]", { key: "one" })])).toEqual([
			"dropped",
			"answered",
		]);
	});

	test("comes after the refusals", async () => {
		expect(await askOften(4, "[[drop]] a fox [[429 x2]]")).toEqual([
			"rate_limited",
			"rate_limited",
			"dropped",
			"answered",
		]);
	});
});

test("orders without a script are taken, and so are those of live keys", async () => {
	expect(await askOften(2, "a fox [[fail]]")).toEqual(["answered", "answered"]);
	expect(await askOften(2, "a fox")).toEqual(["answered", "answered"]);
	expect(await ask("a fox [[429]] [[drop]]", { by: { ...caller, mode: "live" } })).toBe("answered");
});
