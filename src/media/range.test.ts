import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRange } from "./range.ts";

test.each([
	["bytes=0-0", { kind: "part", start: 0, end: 0 }],
	["bytes=0-1", { kind: "part", start: 0, end: 1 }],
	["bytes=0-", { kind: "part", start: 0, end: 99 }],
	["bytes=99-", { kind: "part", start: 99, end: 99 }],
	["bytes=10-20", { kind: "part", start: 10, end: 20 }],
	["bytes=10-5000", { kind: "part", start: 10, end: 99 }],
	["bytes=-1", { kind: "part", start: 99, end: 99 }],
	["bytes=-100", { kind: "part", start: 0, end: 99 }],
	["bytes=-5000", { kind: "part", start: 0, end: 99 }],
	["Bytes = 10-20", { kind: "part", start: 10, end: 20 }],
	["bytes=10-20,", { kind: "part", start: 10, end: 20 }],
	["bytes=0-99999999999999999999999", { kind: "part", start: 0, end: 99 }],
	["bytes=100-", { kind: "unsatisfiable" }],
	["bytes=100-200", { kind: "unsatisfiable" }],
	["bytes=99999999999999999999999-", { kind: "unsatisfiable" }],
	["bytes=-0", { kind: "unsatisfiable" }],
	["bytes=0-1,5-6", { kind: "whole" }],
	["bytes=0-1,500-600", { kind: "whole" }],
	["bytes=20-10", { kind: "whole" }],
	["bytes=200-100", { kind: "whole" }],
	["bytes=-", { kind: "whole" }],
	["bytes=", { kind: "whole" }],
	["bytes=a-b", { kind: "whole" }],
	["bytes=1 -2", { kind: "whole" }],
	["bytes=--5", { kind: "whole" }],
	["bytes=1.5-2", { kind: "whole" }],
	["bytes 0-5", { kind: "whole" }],
	["items=0-5", { kind: "whole" }],
	["", { kind: "whole" }],
	[null, { kind: "whole" }],
	[undefined, { kind: "whole" }],
])("%j of 100 bytes", (header, expected) => {
	expect(parseRange(header, 100)).toEqual(expected);
});

test("of no bytes at all no part can be had", () => {
	for (const header of ["bytes=0-", "bytes=0-0", "bytes=-1"]) expect(parseRange(header, 0).kind).toBe("unsatisfiable");
});

test("a part is always what slice gives, and inside", () => {
	const edge = fc.option(fc.nat(300), { nil: null });
	fc.assert(
		fc.property(fc.nat(200), edge, edge, (size, first, last) => {
			const bytes = Uint8Array.from({ length: size }, (_, index) => index);
			const range = parseRange(`bytes=${first ?? ""}-${last ?? ""}`, size);
			const slice =
				first === null
					? bytes.slice(Math.max(0, size - (last ?? 0)))
					: bytes.slice(first, last === null ? size : last + 1);
			const malformed = (first === null && last === null) || (first !== null && last !== null && last < first);
			if (malformed) expect(range.kind).toBe("whole");
			else if (slice.length === 0) expect(range.kind).toBe("unsatisfiable");
			else {
				if (range.kind !== "part") throw new Error(`${range.kind} for ${first}-${last} of ${size}`);
				expect(range.start).toBeGreaterThanOrEqual(0);
				expect(range.end).toBeLessThan(size);
				expect(bytes.slice(range.start, range.end + 1)).toEqual(slice);
			}
		}),
		{ numRuns: 1000 },
	);
});

test("no header makes it throw", () => {
	fc.assert(fc.property(fc.string(), fc.nat(1000), (header, size) => void parseRange(`bytes=${header}`, size)));
});
