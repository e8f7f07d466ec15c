import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testBlobStore } from "../../contracts/blob-store-contract.ts";
import { createMemoryBlobStore } from "../../contracts/memory-blob-store.ts";
import { createFsBlobStore } from "./fs.ts";

function settableClock(start = 1_780_000_000_000) {
	let now = start;
	return {
		now: () => now,
		monotonic: () => now,
		after: () => () => {},
		advance: (ms: number) => {
			now += ms;
		},
	};
}

testBlobStore("A folder", async () => {
	const folder = mkdtempSync(join(tmpdir(), "fs-blobs-"));
	const clock = settableClock();
	return {
		store: createFsBlobStore({ folder, clock }),
		advance: clock.advance,
		now: clock.now,
		leftovers: async () => readdirSync(join(folder, "new")).length,
		close: async () => rmSync(folder, { recursive: true }),
	};
});

testBlobStore("The memory fake", async () => {
	const clock = settableClock();
	const store = createMemoryBlobStore(clock);
	return { store, advance: clock.advance, now: clock.now, leftovers: async () => 0, close: () => store.close() };
});

describe("createFsBlobStore", () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "fs-blobs-"));
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	async function* one(text: string) {
		yield Buffer.from(text);
	}

	test("fans blobs out over two levels", async () => {
		const { sha256 } = await createFsBlobStore({ folder, clock: settableClock() }).put(one("abc"), { maxBytes: 9 });
		expect(sha256.startsWith("ba7816bf")).toBe(true);
		expect(readdirSync(join(folder, "ba", "78"))).toEqual([sha256]);
	});

	test("removes what a killed process left an hour ago, and nothing younger", () => {
		const clock = settableClock();
		mkdirSync(join(folder, "new"));
		for (const [name, ageMs] of [
			["stale", 3_600_000],
			["in-use", 3_599_000],
		] as const) {
			const seconds = (clock.now() - ageMs) / 1000;
			writeFileSync(join(folder, "new", name), "half");
			utimesSync(join(folder, "new", name), seconds, seconds);
		}
		createFsBlobStore({ folder, clock });
		expect(readdirSync(join(folder, "new"))).toEqual(["in-use"]);
	});

	test("finds its blobs again after a restart", async () => {
		const clock = settableClock();
		const { sha256 } = await createFsBlobStore({ folder, clock }).put(one("abc"), { maxBytes: 9 });
		expect(await createFsBlobStore({ folder, clock }).stat(sha256)).toEqual({ bytes: 3 });
	});

	test("a put of the right bytes heals a blob that was cut short on disk", async () => {
		const store = createFsBlobStore({ folder, clock: settableClock() });
		const { sha256 } = await store.put(one("abc"), { maxBytes: 9 });
		writeFileSync(join(folder, "ba", "78", sha256), "a");
		await store.put(one("abc"), { maxBytes: 9 });
		expect(await store.stat(sha256)).toEqual({ bytes: 3 });
	});

	test("two stores over one folder agree", async () => {
		const clock = settableClock();
		const [left, right] = [createFsBlobStore({ folder, clock }), createFsBlobStore({ folder, clock })];
		const [first, second] = await Promise.all([
			left.put(one("x"), { maxBytes: 9 }),
			right.put(one("x"), { maxBytes: 9 }),
		]);
		expect(first).toEqual(second);
		await left.remove(first.sha256);
		expect(await right.stat(first.sha256)).toBeNull();
	});
});
