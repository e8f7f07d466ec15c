import { describe, expect, test } from "vitest";
import { makeFilm, makeOrder, makeTask } from "../../contracts/task-factory.ts";
import { FAILURE_CODES, TASK_STATUSES, type Task } from "../../core/task.ts";
import { NO_SETTINGS } from "../../core/order.ts";
import { status } from "./status.ts";
import { renderVideo } from "./video.ts";

test("a completed video has every field that the vendor's client declares, and no other", () => {
	const order = makeOrder({ model: "sora-2", width: 720, height: 1280, seconds: 8 });
	const task = makeTask("succeeded", {
		...{ id: 7, order, films: [makeFilm({ width: 720, height: 1280 })] },
		...{ createdAt: 1_000_999, endedAt: 2_000_999, expiresAt: 3_000_999 },
	});
	expect(renderVideo(task)).toEqual({
		...{ id: "video_7", object: "video", model: "sora-2", status: "completed", progress: 100 },
		...{ prompt: order.prompt, seconds: "8", size: "720x1280" },
		...{ created_at: 1_000, completed_at: 2_000, expires_at: 3_000 },
		...{ remixed_from_video_id: null, error: null },
	});
});

test("warnings are shown where there are any", () => {
	const warnings = [{ setting: "flow_shift", message: "No engine is told of this." }];
	expect(renderVideo(makeTask("queued", { warnings }))).toMatchObject({ warnings });
});

describe("progress", () => {
	const shown = (task: Task) => renderVideo(task).progress;

	test("is what the engine says, in whole percents, from 0 on", () => {
		expect(shown(makeTask("queued"))).toBe(0);
		expect(shown(makeTask("running", { progress: null }))).toBe(0);
		expect(shown(makeTask("running", { progress: 41.9 }))).toBe(41);
		expect(shown(makeTask("archiving"))).toBe(100);
	});

	test("does not fall at the end, however the video ends, although the last figures were not stored", () => {
		for (const ended of ["succeeded", "failed", "rejected", "cancelled"] as const) {
			expect(shown(makeTask(ended, { progress: 50 })), ended).toBe(100);
		}
	});
});

test("a failure always has a code and words, and no other status has one", () => {
	for (const status of TASK_STATUSES) {
		const { error, status: said } = renderVideo(makeTask(status));
		expect(error === null, status).toBe(said !== "failed");
	}
	for (const code of FAILURE_CODES) {
		const { error } = renderVideo(makeTask("failed", { failure: { code, message: "" } }));
		expect(error, code).toEqual({ code: expect.stringMatching(/^[a-z_]+$/), message: expect.stringMatching(/\.$/) });
		const said = renderVideo(makeTask("failed", { failure: { code, message: "Because." } }));
		expect(said.error?.message).toBe("Because.");
	}
	expect(renderVideo(makeTask("rejected")).error?.code).toBe("moderation_blocked");
	expect(renderVideo(makeTask("cancelled")).error?.code).toBe("cancelled");
});

test("what it was remixed from is named, of whichever wire; an extension is no remix", () => {
	const settings = { ...NO_SETTINGS, sourceTask: 6 };
	const of = (operation: "modify" | "extend" | "restyle") =>
		renderVideo(makeTask("queued", { wire: "pixverse", order: makeOrder({ operation, settings }) }));
	expect(of("modify").remixed_from_video_id).toBe("video_6");
	expect(of("extend").remixed_from_video_id).toBeNull();
	expect(of("restyle").remixed_from_video_id).toBeNull();
});

test("a poll of what is under way is told when to come again", () => {
	const links = { film: () => "", cover: () => null, upload: () => "" };
	for (const each of TASK_STATUSES) {
		const { headers } = status.render(makeTask(each), { links, variant: "" });
		const ended = ["succeeded", "failed", "rejected", "cancelled"].includes(each);
		expect(headers?.["openai-poll-after-ms"], each).toBe(ended ? undefined : "1000");
	}
});
