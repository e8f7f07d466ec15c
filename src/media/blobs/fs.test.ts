import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readlinkSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testBlobStore } from "../../contracts/blob-store-contract.ts";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { createMemoryBlobStore } from "../../contracts/memory-blob-store.ts";
import { createFsBlobStore } from "./fs.ts";

testBlobStore({
	name: "folder",
	async open({ clock }) {
		const folder = mkdtempSync(join(tmpdir(), "fs-blobs-"));
		return {
			store: createFsBlobStore({ folder, clock }),
			leftovers: async () => readdirSync(join(folder, "new")).length,
			close: async () => rmSync(folder, { recursive: true }),
		};
	},
});

testBlobStore({
	name: "memory fake",
	async open({ clock }) {
		const store = createMemoryBlobStore(clock);
		return { store, leftovers: async () => 0, close: () => store.close() };
	},
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
		const { sha256 } = await createFsBlobStore({ folder, clock: createFakeClock() }).put(one("abc"), { maxBytes: 9 });
		expect(sha256.startsWith("ba7816bf")).toBe(true);
		expect(readdirSync(join(folder, "ba", "78"))).toEqual([sha256]);
	});

	test("removes what a killed process left an hour ago, and nothing younger", () => {
		const clock = createFakeClock();
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
		const clock = createFakeClock();
		const { sha256 } = await createFsBlobStore({ folder, clock }).put(one("abc"), { maxBytes: 9 });
		expect(await createFsBlobStore({ folder, clock }).stat(sha256)).toEqual({ bytes: 3 });
	});

	test("a put of the right bytes heals a blob that was cut short on disk", async () => {
		const store = createFsBlobStore({ folder, clock: createFakeClock() });
		const { sha256 } = await store.put(one("abc"), { maxBytes: 9 });
		writeFileSync(join(folder, "ba", "78", sha256), "a");
		await store.put(one("abc"), { maxBytes: 9 });
		expect(await store.stat(sha256)).toEqual({ bytes: 3 });
	});

	test("two stores over one folder agree", async () => {
		const clock = createFakeClock();
		const [left, right] = [createFsBlobStore({ folder, clock }), createFsBlobStore({ folder, clock })];
		const [first, second] = await Promise.all([
			left.put(one("x"), { maxBytes: 9 }),
			right.put(one("x"), { maxBytes: 9 }),
		]);
		expect(first).toEqual(second);
		await left.remove(first.sha256, { olderThanMs: 0, now: clock.now() });
		expect(await right.stat(first.sha256)).toBeNull();
	});

	test.runIf(existsSync("/proc/self/fd"))("no reader leaves a file open, however it leaves", async () => {
		const store = createFsBlobStore({ folder, clock: createFakeClock() });
		async function* large() {
			yield Buffer.alloc(1_000_000);
		}
		const { sha256 } = await store.put(large(), { maxBytes: 1_000_000 });
		const open = () => readdirSync("/proc/self/fd").filter((fd) => linkOf(fd).endsWith(sha256)).length;
		const unread = await store.open(sha256);
		const half = (await store.open(sha256)).getReader();
		await half.read();
		expect(open()).toBe(2);
		await unread.cancel();
		await half.cancel();
		for await (const _chunk of await store.open(sha256, { start: 5, end: 500_000 }));
		for await (const _chunk of await store.open(sha256)) break;
		expect(open()).toBe(0);
	});
});

function linkOf(fd: string): string {
	try {
		return readlinkSync(`/proc/self/fd/${fd}`);
	} catch {
		return "";
	}
}
