import { describe, expect, it } from "vitest";
import { checkNames, namesIn } from "./reference-names.ts";

describe("namesIn", () => {
	it.each<[string, string[], string[]]>([
		["@cat sleeps", ["cat"], ["cat"]],
		["a picture of a @cat", ["cat"], ["cat"]],
		["@cats sleep", ["cat"], []],
		["@my cat and @my", ["my", "my cat"], ["my", "my cat"]],
		["@my cat sleeps", ["my", "my cat"], ["my cat"]],
		["@Cat sleeps", ["cat"], []],
		["@cat, @dog.", ["cat", "dog"], ["cat", "dog"]],
		["cat", ["cat"], []],
	])("of %o", (prompt, names, used) => {
		expect([...namesIn(prompt, names)].sort()).toEqual(used);
	});
});

describe("checkNames", () => {
	const named = (...names: string[]) => names.map((name, index) => ({ name, field: `[${index}].ref_name` }));

	it("takes names that are well formed, different and used", () => {
		expect(() => checkNames("@a_1 and @b c", named("a_1", "b c"))).not.toThrow();
	});

	it.each([
		["@a", "a ", "[0].ref_name"],
		["@é", "é", "[0].ref_name"],
		["@a-b", "a-b", "[0].ref_name"],
		["no name", "a", "[0].ref_name"],
	])("refuses in %o the name %o", (prompt, name, field) => {
		expect(() => checkNames(prompt, named(name))).toThrow(expect.objectContaining({ field }) as Error);
	});
});
