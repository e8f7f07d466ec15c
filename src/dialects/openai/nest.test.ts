import { expect, test } from "vitest";
import { nest } from "./nest.ts";

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test.each<[string, [string, string][], unknown]>([
	[
		"plain fields",
		[
			["a", "1"],
			["b", ""],
		],
		{ a: "1", b: "" },
	],
	[
		"a name that is said again",
		[
			["a", "1"],
			["a", "2"],
		],
		{ a: "2" },
	],
	[
		"an object",
		[
			["video[id]", "v"],
			["video[more]", "x"],
		],
		{ video: { id: "v", more: "x" } },
	],
	[
		"a list",
		[
			["tags[]", "a"],
			["tags[]", "b"],
		],
		{ tags: ["a", "b"] },
	],
	[
		"a list by numbers",
		[
			["tags[0]", "a"],
			["tags[1]", "b"],
		],
		{ tags: ["a", "b"] },
	],
	[
		"a list of objects",
		[
			["c[][id]", "1"],
			["c[][id]", "2"],
		],
		{ c: [{ id: "1" }, { id: "2" }] },
	],
	[
		"a list of objects with two keys",
		[
			["c[][id]", "1"],
			["c[][n]", "x"],
			["c[][id]", "2"],
		],
		{ c: [{ id: "1", n: "x" }, { id: "2" }] },
	],
	["brackets that do not close", [["a[b", "1"]], { "a[b": "1" }],
	[
		"names of every object's own",
		[
			["__proto__[x]", "1"],
			["toString", "2"],
		],
		JSON.parse('{"__proto__":{"x":"1"},"toString":"2"}'),
	],
])("%s", (_name, fields, value) => {
	expect(plain(nest(fields))).toEqual(value);
	expect(({} as { x?: unknown }).x).toBeUndefined();
});

test.each<[string, [string, string][]]>([
	[
		"a text and an object",
		[
			["a", "1"],
			["a[b]", "2"],
		],
	],
	[
		"an object and a text",
		[
			["a[b]", "2"],
			["a", "1"],
		],
	],
	[
		"an object and a list",
		[
			["a[b]", "2"],
			["a[]", "1"],
		],
	],
	[
		"a list of texts and of objects",
		[
			["a[]", "2"],
			["a[][b]", "1"],
		],
	],
])("%s under one name contradict each other", (_name, fields) => {
	const field = fields.at(-1)?.[0];
	expect(() => nest(fields)).toThrow(expect.objectContaining({ code: "conflicting_fields", field }));
});

test("a name of more parts than any call has is told so", () => {
	const refusal = { code: "invalid_field", field: "a[b][c][d][e]", allowed: "a name of up to 4 parts" };
	expect(() => nest([["a[b][c][d][e]", "1"]])).toThrow(expect.objectContaining(refusal));
});
