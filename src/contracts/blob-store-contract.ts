import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../core/clock.ts";
import type { BlobStore } from "../core/ports/blob-store.ts";
import { createFakeClock, type FakeClock } from "./fake-clock.ts";

export interface BlobStoreContract {
	/** Which store is tested; part of each test's name. */
	readonly name: string;
	/** Opens a fresh, empty store. Its time is the clock's. */
	open(options: { readonly clock: Clock }): Promise<OpenBlobStore>;
}

export interface OpenBlobStore {
	readonly store: BlobStore;
	/** How many things it keeps beside its whole blobs: half-written ones, for instance. */
	leftovers(): Promise<number>;
	close(): Promise<void>;
}

/** What every BlobStore promises. */
export function testBlobStore(contract: BlobStoreContract): void {
	describe(`blob store: ${contract.name}`, () => {
		let clock: FakeClock;
		let under: OpenBlobStore;
		let store: BlobStore;
		beforeEach(async () => {
			clock = createFakeClock();
			under = await contract.open({ clock });
			store = under.store;
		});
		afterEach(() => under.close());

		const put = (bytes: Uint8Array, maxBytes = 1_000_000) => store.put(inChunks(bytes, 1000), { maxBytes });

		test("gives back what was put, by its SHA-256", async () => {
			const bytes = noise(300_001);
			const blob = await put(bytes);
			expect(blob).toEqual({ sha256: createHash("sha256").update(bytes).digest("hex"), bytes: 300_001 });
			expect(await store.stat(blob.sha256)).toEqual({ bytes: 300_001 });
			expect(await read(await store.open(blob.sha256))).toEqual(Buffer.from(bytes));
			expect(await readFile(await store.localPath(blob.sha256))).toEqual(Buffer.from(bytes));
		});

		test("keeps no bytes at all as a blob of none", async () => {
			const blob = await put(new Uint8Array());
			expect(await store.stat(blob.sha256)).toEqual({ bytes: 0 });
			expect(await read(await store.open(blob.sha256))).toEqual(Buffer.alloc(0));
		});

		test("opens any part, both ends included", async () => {
			const bytes = noise(200_000);
			const { sha256 } = await put(bytes);
			for (const [start, end] of [
				[0, 0],
				[199_999, 199_999],
				[1, 131_072],
				[0, 199_999],
			] as const) {
				expect(await read(await store.open(sha256, { start, end }))).toEqual(Buffer.from(bytes.slice(start, end + 1)));
			}
		});

		test("a reader may leave in the middle", async () => {
			const { sha256 } = await put(noise(500_000));
			const reader = (await store.open(sha256)).getReader();
			await reader.read();
			await reader.cancel();
			expect(await store.stat(sha256)).toEqual({ bytes: 500_000 });
		});

		test("takes exactly the cap and refuses one byte more", async () => {
			await expect(put(noise(5000), 5000)).resolves.toMatchObject({ bytes: 5000 });
			const over = noise(5001, 7);
			await expect(put(over, 5000)).rejects.toMatchObject({ code: "body_too_large" });
			expect(await store.stat(createHash("sha256").update(over).digest("hex"))).toBeNull();
			expect(await under.leftovers()).toBe(0);
		});

		test("stops reading at the cap", async () => {
			let given = 0;
			let ended = false;
			async function* endless() {
				try {
					while (true) {
						given += 1000;
						yield new Uint8Array(1000);
					}
				} finally {
					ended = true;
				}
			}
			await expect(store.put(endless(), { maxBytes: 10_000 })).rejects.toMatchObject({ code: "body_too_large" });
			expect(given).toBe(11_000);
			expect(ended).toBe(true);
		});

		test("leaves nothing when its source breaks", async () => {
			async function* broken() {
				yield noise(70_000);
				throw new Error("the line went dead");
			}
			await expect(store.put(broken(), { maxBytes: 100_000 })).rejects.toThrow("the line went dead");
			expect(await under.leftovers()).toBe(0);
		});

		test("an abort ends it at once, also while its source is silent, and leaves nothing", async () => {
			const controller = new AbortController();
			const silent = Promise.withResolvers<void>();
			async function* hanging() {
				yield noise(70_000);
				silent.resolve();
				await new Promise(() => {});
			}
			const result = store.put(hanging(), { maxBytes: 100_000, signal: controller.signal });
			await silent.promise;
			controller.abort(new Error("the client left"));
			await expect(result).rejects.toThrow("the client left");
			expect(await under.leftovers()).toBe(0);
		});

		test("an abort that came before the first byte is heard too", async () => {
			const options = { maxBytes: 100_000, signal: AbortSignal.abort(new Error("already gone")) };
			await expect(store.put(inChunks(noise(10), 10), options)).rejects.toThrow("already gone");
			expect(await under.leftovers()).toBe(0);
		});

		test("the same bytes put at the same time are one blob", async () => {
			const bytes = noise(50_000);
			const blobs = await Promise.all(Array.from({ length: 8 }, () => put(bytes)));
			expect(new Set(blobs.map((blob) => blob.sha256)).size).toBe(1);
			expect(await read(await store.open(blobs[0]!.sha256))).toEqual(Buffer.from(bytes));
			expect(await under.leftovers()).toBe(0);
		});

		test("lists what nobody has put for a while; a put makes young again", async () => {
			const [first, second] = [await put(noise(10, 1)), await put(noise(10, 2))];
			await clock.advance(60_000);
			await put(noise(10, 2));
			const third = await put(noise(10, 3));
			const old = (olderThanMs: number) => collect(store.listOld({ olderThanMs, now: clock.now() }));
			expect(await old(60_001)).toEqual([]);
			expect(await old(60_000)).toEqual([first.sha256]);
			expect((await old(0)).sort()).toEqual([first.sha256, second.sha256, third.sha256].sort());
		});

		test("forgets what was removed; to remove it again is no error", async () => {
			const { sha256 } = await put(noise(10));
			const anyAge = { olderThanMs: 0, now: clock.now() };
			await store.remove(sha256, anyAge);
			await store.remove(sha256, anyAge);
			expect(await store.stat(sha256)).toBeNull();
			await expect(store.open(sha256)).rejects.toMatchObject({ code: "not_found" });
			await expect(store.localPath(sha256)).rejects.toMatchObject({ code: "not_found" });
			await expect(put(noise(10))).resolves.toMatchObject({ sha256 });
			expect(await store.stat(sha256)).toEqual({ bytes: 10 });
		});

		test("a blob that was put again since it was found old stays", async () => {
			const { sha256 } = await put(noise(10));
			await clock.advance(60_000);
			const age = { olderThanMs: 60_000, now: clock.now() };
			expect(await collect(store.listOld(age))).toContain(sha256);
			await Promise.all([put(noise(10)), store.remove(sha256, age)]);
			expect(await store.stat(sha256)).toEqual({ bytes: 10 });
		});

		test("knows nothing under a name that is no hash", async () => {
			for (const name of ["", "..", "../new", "A".repeat(64), `${"a".repeat(64)}/..`]) {
				expect(await store.stat(name)).toBeNull();
				await expect(store.open(name)).rejects.toMatchObject({ code: "not_found" });
				await expect(store.localPath(name)).rejects.toMatchObject({ code: "not_found" });
				await store.remove(name, { olderThanMs: 0, now: clock.now() });
			}
		});
	});
}

/** Bytes that look random and are the same each time. */
function noise(length: number, seed = 1): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(length);
	let state = seed;
	for (let index = 0; index < length; index++) {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		bytes[index] = state >>> 24;
	}
	return bytes;
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
	return Buffer.concat(await collect(stream));
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
	const all: Item[] = [];
	for await (const item of items) all.push(item);
	return all;
}
