import { expect, test } from "vitest";
import { readScript, withoutScript } from "./script.ts";

test.each([
	["[[fail]] a cat", { outcome: "fail", slowMs: 0 }],
	["a cat [[REJECT]]", { outcome: "reject", slowMs: 0 }],
	["a cat [[ slow 20s ]] on a mat", { outcome: "succeed", slowMs: 20_000 }],
	["[[slow 5s]] [[fail]]", { outcome: "fail", slowMs: 5_000 }],
	["[[fail]] [[reject]]", { outcome: "reject", slowMs: 0 }],
	["[[slow 1s]] [[slow 2s]]", { outcome: "succeed", slowMs: 2_000 }],
	["[[nonsense]] [[fail]]", { outcome: "fail", slowMs: 0 }],
])("%s", (prompt, script) => {
	expect(readScript(prompt)).toEqual(script);
});

test.each(["a cat", "", "[fail]", "[[slow]]", "[[slow 99999s]]", "[[unknown 5s]]", "[[ ]]"])(
	"%j asks for nothing",
	(prompt) => {
		expect(readScript(prompt)).toBeNull();
	},
);

test("what is to be seen is the rest of the prompt", () => {
	expect(withoutScript("[[slow 20s]] a  cat [[fail]]\non a mat ")).toBe("a cat on a mat");
	expect(withoutScript("[[reject]]")).toBe("");
});
