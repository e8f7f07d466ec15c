import { describe, expect, test } from "vitest";
import { makeFilm, makeOrder, makeTask } from "../../contracts/task-factory.ts";
import { FAILURE_CODES, TASK_STATUSES, type Task } from "../../core/task.ts";
import type { Links } from "../dialect.ts";
import { status } from "./status.ts";

const links: Links = {
	film: (_task, film) => `http://gate/films/${film.id}`,
	cover: (_task, film) => (film.cover === null ? null : `http://gate/films/${film.id}/cover`),
	upload: (upload) => `http://gate/films/uploads/${upload.id}`,
};

function render(task: Task, variant = "en") {
	return status.render(task, { links, variant }).body as Record<string, unknown>;
}

describe("an id", () => {
	test.each(["217904422912", "task_217904422912", "video_217904422912"])("%s is read", (id) => {
		expect(status.readId({ id })).toBe(217_904_422_912);
	});

	test.each(["", "x", "0", "-1", "1.5", "1e3", "9007199254740992", "task_", "task_video_1", "017", "1 ", "film_1"])(
		"%j is refused",
		(id) => {
			expect(() => status.readId({ id })).toThrow(expect.objectContaining({ code: "invalid_id", field: "id" }));
		},
	);
});

test.each(TASK_STATUSES)("a task that is %s has one of the three words of the wire", (name) => {
	const words = { succeeded: "SUCCESS", failed: "FAIL", rejected: "FAIL", cancelled: "FAIL" } as Record<string, string>;
	const reply = status.render(makeTask(name), { links, variant: "en" });
	expect(reply.status).toBe(200);
	expect(reply.body).toMatchObject({ task_status: words[name] ?? "PROCESSING" });
});

test("a task under way is told in three fields", () => {
	const task = makeTask("running", { clientReference: "order-0001" });
	expect(render(task)).toEqual({ model: "cogvideox-3", request_id: "order-0001", task_status: "PROCESSING" });
});

test("a finished task has exactly the four fields that the strictest client knows", () => {
	const film = makeFilm();
	const task = makeTask("succeeded", { films: [film] });
	expect(render(task)).toEqual({
		model: "cogvideox-3",
		request_id: String(task.id),
		task_status: "SUCCESS",
		video_result: [{ url: `http://gate/films/${film.id}`, cover_image_url: `http://gate/films/${film.id}/cover` }],
	});
});

test("a picture that another wire ordered comes as an image result, never mixed", () => {
	const film = makeFilm({ kind: "image", cover: null });
	const task = makeTask("succeeded", { films: [film], order: makeOrder({ operation: "text-to-image" }) });
	expect(render(task)).toMatchObject({ image_result: [{ url: `http://gate/films/${film.id}` }] });
	expect(render(task)).not.toHaveProperty("video_result");
});

describe("FAIL", () => {
	test("says why", () => {
		const failure = { code: "engine_failed", message: "The scene was too dark." } as const;
		const body = render(makeTask("failed", { failure }));
		expect(body).toMatchObject({ task_status: "FAIL", error: { code: "1230", message: "The scene was too dark." } });
		expect(body).not.toHaveProperty("video_result");
	});

	test("says 1301 for refused content, whatever the failure's code", () => {
		expect(render(makeTask("rejected"))).toMatchObject({ error: { code: "1301", message: "The prompt was refused." } });
	});

	test("tells a cancelled task from a failed one", () => {
		expect(render(makeTask("cancelled"))).toMatchObject({
			error: { code: "1200", message: "The task was cancelled." },
		});
		expect(render(makeTask("cancelled"), "zh")).toMatchObject({ error: { message: "任务已取消" } });
	});

	test.each(FAILURE_CODES)("%s has a numeric code and a text in both languages", (code) => {
		const task = makeTask("failed", { failure: { code, message: "Said." } });
		expect(render(task)).toMatchObject({ error: { code: expect.stringMatching(/^1\d{3}$/), message: "Said." } });
		expect(render(task, "zh")).toMatchObject({ error: { message: expect.stringMatching(/\p{Script=Han}.*Said\./u) } });
	});
});

test("the language is all that an answer depends on beside the task", () => {
	expect(status.variant({ "accept-language": "zh-CN,zh" })).toBe("zh");
	expect(status.variant({})).toBe("en");
});
