import { expect, test } from "vitest";
import { createIdMinter, mintedAt, parseId } from "./ids.ts";

const EPOCH = Date.UTC(2025, 0, 1);
const NOON = Date.UTC(2026, 5, 1, 12);

test("an id is its millisecond times 4096, and the ids of one millisecond follow each other", () => {
	const minter = createIdMinter({ now: () => EPOCH + 1_000 });
	expect([minter.mint(), minter.mint(), minter.mint()]).toEqual([4_096_000, 4_096_001, 4_096_002]);
});

test("ids rise whatever the clock does", () => {
	const hours = [5_000, 5_001, 4_000, 0, -5_000, 5_001, 5_002];
	let at = 0;
	const minter = createIdMinter({ now: () => EPOCH + (hours[at++] ?? 0) });
	const ids = hours.map(() => minter.mint());
	expect(ids).toEqual([...ids].sort((one, other) => one - other));
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids.at(-1)).toBe(5_002 * 4096);
});

test("ids begin above what is stored", () => {
	const minter = createIdMinter({ now: () => EPOCH + 1 }, 1_000_000);
	expect(minter.mint()).toBe(1_000_001);
});

test("an id tells when it was minted", () => {
	const minter = createIdMinter({ now: () => NOON });
	expect([minter.mint(), minter.mint()].map(mintedAt)).toEqual([NOON, NOON]);
	expect(mintedAt(0)).toBe(EPOCH);
});

test("today's ids have 15 digits", () => {
	const id = createIdMinter({ now: () => Date.UTC(2026, 10, 21) }).mint();
	expect(String(id)).toHaveLength(15);
	expect(Number.isSafeInteger(id)).toBe(true);
});

test.each([
	["1", 1],
	["244176636145665", 244_176_636_145_665],
	["9007199254740991", Number.MAX_SAFE_INTEGER],
])("%s is an id", (text, id) => {
	expect(parseId(text)).toBe(id);
});

test.each([
	"",
	"0",
	"01",
	"-1",
	"+1",
	"1.0",
	"1e3",
	"0x10",
	" 1",
	"1 ",
	"9007199254740992",
	"99999999999999999",
	"abc",
])("%j is none", (text) => {
	expect(parseId(text)).toBeNull();
});
