import { randomUUID } from "node:crypto";
import { join } from "node:path";
import SqliteFile from "better-sqlite3";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestServer } from "../../contracts/test-server.ts";
import { type Assets, Platform } from "./testing/platform.ts";

const MASKS = "/video/mask/selection";

let platform: Platform;
let assets: Assets;

beforeAll(async () => {
	platform = new Platform(await openTestServer());
	assets = await platform.prepare();
});

afterAll(async () => await platform?.server.close());

const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

it("shows a frame and its regions as pictures of the film's size, for two credits", async () => {
	const balance = await platform.balance();
	const selection = await platform.make(MASKS, { source_video_id: assets.video, keyframe_id: 12 });
	expect(selection).toMatchObject({ keyframe_id: 12, credits: 2 });
	expect(await platform.balance()).toBe(balance - 2);
	expect((await bytesAt(selection.keyframe_url)).toString("hex", 0, 3)).toBe("ffd8ff");
	expect(selection.mask_info.at(-1).mask_name).toBe("background");
	for (const { mask_url, mask_id } of selection.mask_info) {
		const png = await bytesAt(mask_url);
		expect([png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(["PNG", 64, 36]);
		expect(mask_id).toMatch(/^[1-9]\d{9,15}$/);
	}
});

it("gives a repeat the same masks, and bills them once", async () => {
	const sent = { headers: { "Ai-trace-id": randomUUID() } };
	const balance = await platform.balance();
	const first = await platform.make(MASKS, { video_media_id: assets.film }, sent);
	await platform.make(MASKS, { video_media_id: assets.film });
	expect(await platform.make(MASKS, { video_media_id: assets.film }, sent)).toEqual(first);
	expect(await platform.balance()).toBe(balance - 4);
	const other = await platform.post(MASKS, { video_media_id: assets.film, keyframe_id: 2 }, sent);
	expect(other.body).toMatchObject({ ErrCode: 400017, Resp: null });
});

it("gives each repeat whole sets of masks, although several were made side by side", async () => {
	const about = { source_video_id: assets.video, keyframe_id: 7 };
	const traces = [1, 1, 2, 3, 3, 4].map((number) => ({ headers: { "Ai-trace-id": `side-by-side-${number}` } }));
	const all = () => Promise.all(traces.map((sent) => platform.make(MASKS, about, sent)));
	const balance = await platform.balance();
	const shown = (selections: Awaited<ReturnType<typeof all>>) =>
		Promise.all(
			selections.map(({ mask_info }) =>
				Promise.all(
					mask_info.map(async ({ mask_name, mask_url }: { mask_name: string; mask_url: string }) => [
						mask_name,
						(await bytesAt(mask_url)).toString("base64"),
					]),
				),
			),
		);
	const [first = [], ...others] = await shown([...(await all()), ...(await all())]);
	for (const other of others) expect(other).toEqual(first);
	expect(await platform.balance()).toBe(balance - 8);
});

it("keeps no masks of a request whose twin was faster", async () => {
	const countMasks = () => {
		const database = new SqliteFile(join(platform.server.dataFolder, "filmgate.db"), { readonly: true });
		const count = database.prepare("SELECT count(*) FROM uploads WHERE purpose = 'mask'").pluck().get();
		database.close();
		return Number(count);
	};
	const sent = { headers: { "Ai-trace-id": randomUUID() } };
	const before = countMasks();
	const twins = await Promise.all(
		Array.from({ length: 4 }, () => platform.make(MASKS, { source_video_id: assets.video, keyframe_id: 9 }, sent)),
	);
	expect(countMasks()).toBe(before + twins[0].mask_info.length);
});

it("swaps what a mask covers, and modifies by masks", async () => {
	const { mask_info, keyframe_id } = await platform.make(MASKS, { video_media_id: assets.film, keyframe_id: 0 });
	expect(keyframe_id).toBe(1);
	const { mask_id } = mask_info[0];
	const about = { video_media_id: assets.film, quality: "360p" };
	const swap = { ...about, keyframe_id, mask_id, img_id: assets.wide, original_sound_switch: true };
	const { video_id, credits } = await platform.make("/video/swap/generate", swap);
	expect(credits).toBe(9);
	expect(await platform.waitFor(video_id)).toMatchObject({ status: 1 });
	const { starts } = platform.server.engine;
	expect(starts.at(-1)?.order).toMatchObject({
		operation: "swap",
		inputs: [{ role: "source" }, { role: "mask" }, { role: "reference" }],
		settings: { keyframe: 1, keepSound: true },
	});
	const prompt = "@selection0 and @selection1 change places";
	const masks = mask_info.slice(0, 2).map(({ mask_id: id }: { mask_id: string }) => id);
	const modified = await platform.make("/video/modify/generate", {
		...about,
		prompt,
		mask_ids: masks,
		keyframe_ids: [1],
	});
	await platform.waitFor(modified.video_id);
	expect(starts.at(-1)?.order.inputs.map(({ role, name }) => [role, name])).toEqual([
		["source", undefined],
		["mask", "selection0"],
		["mask", "selection1"],
	]);
});
