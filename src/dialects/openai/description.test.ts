import { expect, test } from "vitest";
import { z } from "zod";
import { makeFilm, makeTask } from "../../contracts/task-factory.ts";
import { ERROR_CODES, FilmgateError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { TASK_STATUSES } from "../../core/task.ts";
import type { Described, RequestDescription } from "../describe.ts";
import { description } from "./description.ts";
import { renderError } from "./errors.ts";
import { createFields } from "./fields.ts";
import { OPEN_FIELDS } from "./read-open-fields.ts";
import { readWish } from "./read-wish.ts";
import { renderVideo } from "./video.ts";

/** No field but those that are described. */
const strict = ({ schema }: Described) => z.strictObject((schema as z.ZodObject).shape);
const CREATE = description.operations["POST /v1/videos"]?.request as RequestDescription;

test("every example is a request that is described", () => {
	for (const { request } of Object.values(description.operations)) {
		if (request?.example === undefined) continue;
		const schema = request.content["application/json"] as z.ZodType;
		expect(schema.safeParse(request.example)).toMatchObject({ success: true });
	}
	expect(() => readWish(createFields(CREATE.example as JsonObject, true), [])).not.toThrow();
});

test("every field that is read is described", () => {
	const schema = CREATE.content["application/json"] as z.ZodObject;
	expect(Object.keys(schema.shape)).toEqual(expect.arrayContaining([...OPEN_FIELDS]));
	const link = "https://example.com/a.png";
	for (const picture of [
		...[
			{ input_reference: { image_url: link } },
			{ input_reference: { file_id: "file_7" } },
			{ input_reference: link },
		],
		...[{ image_reference: { image_url: link } }, { reference_url: link }],
	]) {
		expect(z.strictObject(schema.shape).safeParse({ prompt: "a cat", ...picture })).toMatchObject({ success: true });
	}
});

test("answers have what is described and nothing else", () => {
	const video = strict(description.operations["GET /v1/videos/:id"]?.answers[200] as Described);
	const warnings = [{ setting: "n", message: "One." }];
	for (const status of TASK_STATUSES) {
		for (const task of [makeTask(status), makeTask(status, { warnings, films: [makeFilm()] })]) {
			expect(video.safeParse(renderVideo(task)), status).toMatchObject({ success: true });
		}
	}
	for (const code of ERROR_CODES) {
		const { body } = renderError(new FilmgateError(code, "Said."));
		expect(strict(description.error).safeParse(body), code).toMatchObject({ success: true });
	}
});
