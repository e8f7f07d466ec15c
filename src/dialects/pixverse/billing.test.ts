import { randomUUID } from "node:crypto";
import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addAccount } from "../../contracts/add-account.ts";
import { openTestServer } from "../../contracts/test-server.ts";
import { dollars } from "../../core/money.ts";
import { type Call, CALLS } from "../../wire/pixverse/calls.ts";
import { PLANS } from "../../wire/pixverse/plans.ts";
import { today } from "./testing/answers.ts";
import { Platform } from "./testing/platform.ts";
import { type Given, SAMPLES } from "./testing/samples.ts";

const USAGE = "/account/billing/usage-detail";
const ORDER = SAMPLES.text({} as Given);

describe("every call that costs credits", () => {
	let platform: Platform;
	let given: Given;

	beforeAll(async () => {
		platform = new Platform(await openTestServer());
		const assets = await platform.prepare();
		const { mask_info } = await platform.make("/video/mask/selection", { source_video_id: assets.video });
		given = { ...assets, mask: mask_info[0].mask_id };
	});

	afterAll(async () => await platform?.server.close());

	const billed = (Object.keys(CALLS) as Call[]).filter((call) => call !== "create_speaker" && call !== "usage_detail");

	it.each(billed)("%s answers a repeat with the first answer, and bills it once (I8)", async (call) => {
		const body = SAMPLES[call](given);
		const sent = { headers: { "Ai-Trace-Id": randomUUID() } };
		const balance = await platform.balance();
		const first = await platform.make(CALLS[call].path, body, sent);
		expect(await platform.make(CALLS[call].path, body, sent)).toEqual(first);
		expect(await platform.balance()).toBe(balance - first.credits);
		const other = await platform.post(CALLS[call].path, { ...body, seed: 12 }, sent);
		expect(other.body).toMatchObject({ ErrCode: 400017, Resp: null });
		expect(other.headers.get("x-should-retry")).toBe("false");
	});
});

describe("usage", () => {
	let platform: Platform;
	let key: string;

	beforeAll(async () => {
		platform = new Platform(await openTestServer({ engine: { finish: "by-hand" } }));
		key = await addAccount(platform.server, { balance: dollars(10), maxInFlight: PLANS.free.concurrency });
	});

	afterAll(async () => await platform?.server.close());

	const post = (path: string, body: object) => platform.post(path, body, { key });

	async function startOf(prompt: string) {
		return await vi.waitFor(() => {
			const start = platform.server.engine.starts.find(({ order }) => order.prompt === prompt);
			if (start === undefined) throw new Error("not started yet");
			return start;
		});
	}

	it("agrees with the balance; what failed or was moderated is refunded and frees its place at once", async () => {
		const made: number[] = [];
		for (const prompt of ["well", "badly", "not shown"]) {
			made.push((await post(CALLS.text.path, { ...ORDER, prompt })).body.Resp.video_id);
		}
		const full = await post(CALLS.text.path, ORDER);
		expect(full).toMatchObject({ status: 200, body: { ErrCode: 500044, Resp: null } });
		expect(await platform.balance({ key })).toBe(970);

		const ends = { badly: "engine_failed", "not shown": "content_refused" } as const;
		for (const [prompt, code] of Object.entries(ends)) {
			const { startToken } = await startOf(prompt);
			platform.server.engine.finish(startToken, { kind: "failed", failure: { code, message: "No." } });
		}
		expect(await platform.waitFor(made[1] ?? 0, "video", { key })).toMatchObject({ status: 8, credits: 10 });
		expect(await platform.waitFor(made[2] ?? 0, "video", { key })).toMatchObject({ status: 7 });
		for (const prompt of ["in their", "places"]) {
			expect((await post(CALLS.text.path, { ...ORDER, prompt })).body.ErrCode).toBe(0);
		}

		const { items, has_more } = (await post(USAGE, { ...today(), limit: 100 })).body.Resp;
		expect(has_more).toBe(false);
		const sum = (status: string) =>
			items
				.filter(({ credits_status }: { credits_status: string }) => credits_status === status)
				.reduce((total: number, { credits }: { credits: number }) => total + credits, 0);
		expect([sum("consume"), sum("refund")]).toEqual([50, 20]);
		expect(await platform.balance({ key })).toBe(1_000 - sum("consume") + sum("refund"));
	});

	it("comes in pages that leave nothing out, and by status and type", async () => {
		const whole = (await post(USAGE, { ...today(), limit: 100 })).body.Resp.items;
		const pages = [];
		let cursor = "";
		for (let more = true; more; ) {
			const { items, next_cursor, has_more } = (await post(USAGE, { ...today(), limit: 2, cursor })).body.Resp;
			pages.push(...items);
			[cursor, more] = [next_cursor, has_more];
		}
		expect(pages).toEqual(whole);
		const refunds = (await post(USAGE, { ...today(), credits_status: "refund" })).body.Resp.items;
		expect(refunds).toHaveLength(2);
		expect(refunds[0]).toMatchObject({ creation_type: "text_to_video", model: "v6", credits: 10 });
		expect((await post(USAGE, { ...today(), creation_type: ["extend"] })).body.Resp.items).toEqual([]);
		const past = { start_time: "2025-01-01 00:00:00", end_time: "2025-01-02 00:00:00" };
		expect((await post(USAGE, past)).body.Resp).toEqual({ items: [], next_cursor: "", has_more: false });
	});

	it("looks through so many entries at a time, however few of them are wanted", async () => {
		const own = { key: await addAccount(platform.server, { balance: dollars(10) }) };
		const { video_id } = await platform.make(CALLS.text.path, ORDER, own);
		const database = new SqliteFile(join(platform.server.dataFolder, "filmgate.db"));
		database.exec(`WITH RECURSIVE grants (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM grants WHERE number < 2500)
			INSERT INTO ledger (account, mode, kind, amount, note, at)
			SELECT account, mode, 'grant', 0, 'many', at + 1 FROM grants, (SELECT * FROM ledger WHERE kind = 'hold' ORDER BY id DESC LIMIT 1)`);
		database.close();
		const first = await platform.make(USAGE, today(), own);
		expect(first).toMatchObject({ items: [], has_more: true });
		const { next_cursor: cursor } = first;
		const second = await platform.make(USAGE, { ...today(), cursor }, own);
		expect(second).toMatchObject({ items: [{ creation_id: video_id }], next_cursor: "", has_more: false });
	});
});
