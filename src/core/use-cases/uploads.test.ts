import { expect, test } from "vitest";
import { createFakeClock } from "../../contracts/fake-clock.ts";
import { makeAccount, makeMedium } from "../../contracts/task-factory.ts";
import type { Caller } from "../account.ts";
import type { Upload } from "../medium.ts";
import type { UploadQuery, UploadRequestKey, UploadStore } from "../ports/upload-store.ts";
import { createUploadCases } from "./uploads.ts";

const clock = createFakeClock();
const caller: Caller = { account: makeAccount(), mode: "live", keyId: "key", mark: true };

/** Knows uploads of these ids, which are their request keys, too; of the odd ones the time is over. */
function storeOf(ids: readonly number[]): UploadStore {
	const facts = {
		account: caller.account.id,
		mode: "live",
		purpose: "input",
		name: null,
		note: {},
		createdAt: 0,
	} as const;
	const all = ids.map((id): Upload => {
		const request = { key: String(id), hash: "hash" };
		return { ...facts, id, request, medium: makeMedium(), expiresAt: clock.now() + (id % 2 === 0 ? 1_000 : 0) };
	});
	return {
		findUploadByRequest: async ({ key }: UploadRequestKey) => all.find(({ id }) => String(id) === key) ?? null,
		listUploads: async ({ before = Number.MAX_SAFE_INTEGER, limit }: UploadQuery) =>
			all.filter(({ id }) => id < before).slice(0, limit),
	} as unknown as UploadStore;
}

test("a page is full as long as there are more, whatever has expired in between", async () => {
	const { listUploads } = createUploadCases({
		uploads: storeOf([9, 8, 7, 5, 4, 3, 2, 1]),
		ids: { mint: () => 1 },
		clock,
	});
	const page = async (limit: number, before?: number) => {
		const about = { purpose: "input", limit, ...(before === undefined ? {} : { before }) } as const;
		return (await listUploads(caller, about)).map(({ id }) => id);
	};
	expect(await page(2)).toEqual([8, 4]);
	expect(await page(2, 4)).toEqual([2]);
	expect(await page(1)).toEqual([8]);
	expect(await page(10)).toEqual([8, 4, 2]);
});

test("a request key gives its upload again until that has expired, swept or not", async () => {
	const { replayUpload } = createUploadCases({ uploads: storeOf([2, 1]), ids: { mint: () => 1 }, clock });
	const replay = async (key: string, hash = "hash") => (await replayUpload(caller, key, () => hash))?.id ?? null;
	expect([await replay("2"), await replay("1"), await replay("3")]).toEqual([2, null, null]);
	expect(await replay("1", "another")).toBeNull();
	await expect(replay("2", "another")).rejects.toMatchObject({ code: "duplicate_request" });
});
