import { expect, test } from "vitest";
import { readScript } from "./script.ts";

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
