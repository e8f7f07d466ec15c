import { expect, test } from "vitest";
import { makeScript } from "../contracts/task-factory.ts";
import { readScript, withoutScript } from "./script.ts";

test.each([
	["[[fail]] a cat", { outcome: "fail" }],
	["a cat [[REJECT]]", { outcome: "reject" }],
	["a cat [[Stuck]]", { outcome: "stuck" }],
	["a cat [[ slow 20s ]] on a mat", { slowMs: 20_000 }],
	["a cat [[slow20 S]]", { slowMs: 20_000 }],
	["a cat [[429]]", { refusals: 1 }],
	["a cat [[ 429 X 12 ]]", { refusals: 12 }],
	["a cat [[429x2]]", { refusals: 2 }],
	["a cat [[ drop]]", { dropped: true }],
	["a cat [[EXPIRE ]]", { expired: true }],
	["[[slow 5s]] [[fail]]", { outcome: "fail", slowMs: 5_000 }],
	["[[429 x2]][[drop]] [[slow 1s]] [[expire]]", { refusals: 2, dropped: true, slowMs: 1_000, expired: true }],
	["[[fail]] [[reject]]", { outcome: "reject" }],
	["[[stuck]] [[fail]]", { outcome: "fail" }],
	["[[slow 1s]] [[slow 2s]]", { slowMs: 2_000 }],
	["[[429 x9]] [[429]]", { refusals: 1 }],
	["[[nonsense]] [[fail]]", { outcome: "fail" }],
] as const)("%s", (prompt, script) => {
	expect(readScript(prompt)).toEqual(makeScript(script));
});

const UNKNOWN = ["a cat", "[fail]", "[[slow]]", "[[slow 99999s]]", "[[unknown 5s]]", "[[ ]]", "[[500]]", "[[429 x0]]"];

test.each(["", ...UNKNOWN, "[[429 x100]]", "[[429 2]]", "[[drop 5s]]", "[[fail x2]]"])(
	"%j asks for nothing, and is part of the prompt",
	(prompt) => {
		expect(readScript(prompt)).toBeNull();
		expect(withoutScript(prompt)).toBe(prompt);
	},
);

test("what is to be seen is the rest of the prompt", () => {
	expect(withoutScript("[[slow 20s]] a  cat [[fail]]\non a mat ")).toBe("a cat on a mat");
	expect(withoutScript("[[429 x2]] a cat [[drop]] [[nonsense]] [[Stuck]][[ expire ]]")).toBe("a cat [[nonsense]]");
	expect(withoutScript("[[reject]]")).toBe("");
});
