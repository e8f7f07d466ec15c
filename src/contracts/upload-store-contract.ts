import { describe, expect, test } from "vitest";
import type { Upload } from "../core/medium.ts";
import { type StoreContract, useStores } from "./stores.ts";
import { makeId, makeMedium, makeSha256 } from "./task-factory.ts";

/** What every upload store promises. (Blobs of films and orders: see the task store's suite.) */
export function testUploadStore(contract: StoreContract): void {
	describe(`upload store: ${contract.name}`, () => {
		const bench = useStores(contract);

		test("gives an upload back as it was given", async () => {
			const upload = makeUpload({ medium: makeMedium({ mime: "audio/wav", width: null, height: null, seconds: 1.5 }) });
			expect(await bench.uploads.createUpload(upload)).toEqual(upload);
			expect(await bench.uploads.findUpload(upload.id)).toEqual(upload);
			expect(await bench.uploads.findUpload(makeId())).toBeNull();
		});

		test("takes the next free id when the wanted one is taken", async () => {
			const id = makeId();
			const stored = await Promise.all([1, 2, 3].map(() => bench.uploads.createUpload(makeUpload({ id }))));
			expect(stored.map((upload) => upload.id)).toEqual([id, id + 1, id + 2]);
			for (const upload of stored) expect(await bench.uploads.findUpload(upload.id)).toEqual(upload);
		});

		test("one request key of an account and mode makes one upload", async () => {
			const account = String(makeId());
			const request = { key: "key", hash: "hash" };
			const first = await bench.uploads.createUpload(makeUpload({ account, request }));
			expect(await bench.uploads.findUpload(first.id)).toEqual(first);
			expect(await bench.uploads.findUploadByRequest({ account, mode: "live", key: "key" })).toEqual(first);
			expect(await bench.uploads.findUploadByRequest({ account, mode: "test", key: "key" })).toBeNull();
			expect(await bench.uploads.createUpload(makeUpload({ account, request: { key: "key", hash: "other" } }))).toEqual(
				first,
			);
			for (const other of [{ account, mode: "test" }, { account: String(makeId()) }] as const) {
				expect((await bench.uploads.createUpload(makeUpload({ ...other, request }))).id).not.toBe(first.id);
			}
		});

		test("a request key is free again when its upload has expired, swept or not", async () => {
			const about = { account: String(makeId()), request: { key: "key", hash: "hash" } };
			const first = await bench.uploads.createUpload(makeUpload({ ...about, createdAt: 1, expiresAt: 10 }));
			const same = await bench.uploads.createUpload(makeUpload({ ...about, createdAt: 9, expiresAt: 20 }));
			const other = await bench.uploads.createUpload(makeUpload({ ...about, createdAt: 10, expiresAt: 20 }));
			expect([same.id, other.id === first.id]).toEqual([first.id, false]);
			expect(await bench.uploads.findUpload(other.id)).toEqual(other);
		});

		test("refers to its blob until it expired and was swept", async () => {
			const now = bench.clock.now();
			const stranger = makeSha256();
			const old = [makeUpload({ expiresAt: now - 2 }), makeUpload({ expiresAt: now - 1 })];
			const kept = makeUpload({ expiresAt: now });
			for (const upload of [...old, kept]) await bench.uploads.createUpload(upload);
			const hashes = [...old, kept].map((upload) => upload.medium.sha256);
			expect(await bench.uploads.referredBlobs([...hashes, stranger])).toEqual(new Set(hashes));
			expect(await bench.uploads.sweepUploads(now, 1)).toBe(1);
			await bench.uploads.sweepUploads(now, 100_000);
			for (const upload of old) expect(await bench.uploads.findUpload(upload.id)).toBeNull();
			expect(await bench.uploads.findUpload(kept.id)).toEqual(kept);
			expect(await bench.uploads.referredBlobs(hashes)).toEqual(new Set([kept.medium.sha256]));
		});

		test("two uploads of the same bytes hold on to them until both are gone", async () => {
			const now = bench.clock.now();
			const medium = makeMedium();
			await bench.uploads.createUpload(makeUpload({ medium, expiresAt: now - 1 }));
			await bench.uploads.createUpload(makeUpload({ medium, expiresAt: now + 1_000 }));
			await bench.uploads.sweepUploads(now, 100_000);
			expect(await bench.uploads.referredBlobs([medium.sha256])).toEqual(new Set([medium.sha256]));
			await bench.uploads.sweepUploads(now + 1_001, 100_000);
			expect(await bench.uploads.referredBlobs([medium.sha256])).toEqual(new Set());
		});

		test("lists one purpose of one account and mode, newest first, page after page", async () => {
			const account = String(makeId());
			const ids: number[] = [];
			for (const name of ["Ann", "Ben", "Cleo"]) {
				const character = makeUpload({ account, purpose: "character", name, note: { of: name } });
				ids.unshift((await bench.uploads.createUpload(character)).id);
			}
			await bench.uploads.createUpload(makeUpload({ account }));
			await bench.uploads.createUpload(makeUpload({ account, purpose: "character", mode: "test" }));
			await bench.uploads.createUpload(makeUpload({ purpose: "character" }));
			const query = { account, mode: "live", purpose: "character" } as const;
			const first = await bench.uploads.listUploads({ ...query, limit: 2 });
			expect(first.map(({ id, name, note }) => [id, name, note])).toEqual([
				[ids[0], "Cleo", { of: "Cleo" }],
				[ids[1], "Ben", { of: "Ben" }],
			]);
			const rest = await bench.uploads.listUploads({ ...query, limit: 2, before: ids[1] as number });
			expect(rest.map(({ id }) => id)).toEqual([ids[2]]);
		});

		test("a deleted upload is gone, and lets go of its bytes", async () => {
			const { id, medium } = await bench.uploads.createUpload(makeUpload());
			expect(await bench.uploads.deleteUpload(id)).toBe(true);
			expect(await bench.uploads.findUpload(id)).toBeNull();
			expect(await bench.uploads.referredBlobs([medium.sha256])).toEqual(new Set());
			expect(await bench.uploads.deleteUpload(id)).toBe(false);
		});

		test("asking about no blob at all is no question", async () => {
			expect(await bench.uploads.referredBlobs([])).toEqual(new Set());
		});
	});
}

function makeUpload(overrides: Partial<Upload> = {}): Upload {
	return {
		id: makeId(),
		account: "1",
		mode: "live",
		purpose: "input",
		name: null,
		medium: makeMedium(),
		note: {},
		createdAt: 1,
		expiresAt: Number.MAX_SAFE_INTEGER,
		...overrides,
	};
}
