import { describe, expect, it } from "vitest";
import { makeEvent, makeFilm, makeOrder, makeTask } from "../../contracts/task-factory.ts";
import { decide } from "../../core/lifecycle.ts";
import { credits } from "../../core/money.ts";
import { NO_SETTINGS } from "../../core/order.ts";
import type { FilmgateError } from "../../core/errors.ts";
import { TASK_STATUSES, type Task } from "../../core/task.ts";
import type { VideoResult } from "../../wire/pixverse/bodies.ts";
import type { Links } from "../dialect.ts";
import { status } from "./status.ts";

const links: Links = {
	film: (task, film) => `http://films.test/films/${task.id}/${film.id}.mp4?expires=1&signature=s`,
	cover: () => null,
	upload: () => "",
};

function render(task: Task): VideoResult {
	const reply = status.render(task, { links, variant: "" });
	expect(reply).toMatchObject({ status: 200, body: { ErrCode: 0, ErrMsg: "Success" } });
	return (reply.body as { Resp: VideoResult }).Resp;
}

/** The types of wire/pixverse.md 3.1; the first block is the seed's sample result. */
const TYPES: Readonly<Record<keyof VideoResult, string>> = {
	create_time: "string",
	id: "number",
	modify_time: "string",
	negative_prompt: "string",
	outputHeight: "number",
	outputWidth: "number",
	prompt: "string",
	resolution_ratio: "number",
	seed: "number",
	size: "number",
	status: "number",
	style: "string",
	url: "string",
	has_audio: "boolean",
	customer_paths: "object",
	credits: "number",
	path: "string",
	quality: "string",
	duration: "number",
	aspect_ratio: "string",
};

describe("render", () => {
	it("gives every field its type in every status, with integers where numbers are", () => {
		for (const each of TASK_STATUSES) {
			const result = render(makeTask(each));
			expect(Object.keys(result).sort()).toEqual(Object.keys(TYPES).sort());
			for (const [name, value] of Object.entries(result)) {
				expect([name, typeof value]).toEqual([name, TYPES[name as keyof VideoResult]]);
				if (typeof value === "number") expect(Number.isSafeInteger(value)).toBe(true);
			}
		}
	});

	it.each([
		["queued", 5],
		["starting", 5],
		["unclear", 5],
		["running", 5],
		["archiving", 5],
		["succeeded", 1],
		["failed", 8],
		["rejected", 7],
		["cancelled", 8],
	] as const)("calls %s %i", (name, code) => {
		expect(render(makeTask(name)).status).toBe(code);
	});

	it("shows a finished film", () => {
		const film = makeFilm({ width: 540, height: 960, bytes: 2_249_345, hasSound: true });
		const order = makeOrder({
			negativePrompt: "blur",
			seed: 0,
			width: 540,
			height: 960,
			settings: { ...NO_SETTINGS, style: "clay" },
		});
		const createdAt = Date.UTC(2026, 8, 22, 10, 0, 0, 999);
		const task = makeTask("succeeded", { wire: "pixverse", films: [film], order, price: credits(45), createdAt });
		expect(render({ ...task, updatedAt: createdAt + 1 })).toEqual({
			id: task.id,
			status: 1,
			url: `http://films.test/films/${task.id}/${film.id}.mp4?expires=1&signature=s`,
			prompt: order.prompt,
			negative_prompt: "blur",
			style: "clay",
			seed: 0,
			resolution_ratio: 0,
			outputWidth: 540,
			outputHeight: 960,
			size: 2_249_345,
			create_time: "2026-09-22T10:00:00Z",
			modify_time: "2026-09-22T10:00:01Z",
			has_audio: true,
			customer_paths: {
				ext_info: null,
				agent_info: null,
				cameo_id_list: null,
				duration_type: "",
				thinking_type: "",
				caption_switch: false,
				fusion_id_list: null,
				model_evaluator: "",
				use_api_gen_image: false,
			},
			credits: 45,
			path: `films/${task.id}/${film.id}.mp4`,
			quality: "540p",
			duration: 5,
			aspect_ratio: "9:16",
		});
	});

	it("has neither link nor bytes before the film is done", () => {
		expect(render(makeTask("archiving"))).toMatchObject({ url: "", path: "", size: 0, has_audio: false });
	});

	it("shows what another wire made (I10)", () => {
		const order = makeOrder({
			width: 2048,
			height: 1080,
			seconds: 4.6,
			settings: { ...NO_SETTINGS, quality: "speed" },
		});
		const film = makeFilm({ width: 2048, height: 1080, seconds: 4.6 });
		const made = render(makeTask("succeeded", { wire: "zai", order, films: [film], price: 123_456 }));
		expect(made).toMatchObject({ quality: "1080p", aspect_ratio: "", duration: 5, style: "", credits: 13 });
	});

	it("says 6 of what was deleted, and shows nothing of it", () => {
		const task = makeTask("succeeded");
		const decision = decide(task, makeEvent("deleted"), { now: task.updatedAt + 1, by: "anybody" });
		if (decision.kind !== "moved") throw new Error(decision.reason);
		expect(status.readsDeleted).toBe(true);
		expect(render(decision.task)).toMatchObject({ status: 6, url: "", prompt: "", size: 0 });
	});
});

describe("readId", () => {
	it("reads digits", () => {
		expect(status.readId({ id: "425918148159561" })).toBe(425918148159561);
	});

	it.each([
		["abc", "invalid_id"],
		["", "invalid_id"],
		["-5", "invalid_id"],
		["1.5", "invalid_id"],
		["task_5", "invalid_id"],
		["0", "not_found"],
		["9007199254740993", "not_found"],
		["99999999999999999999", "not_found"],
	])("refuses %o as %s", (id, code) => {
		expect(() => status.readId({ id })).toThrow(expect.objectContaining({ code }) as FilmgateError);
	});
});
