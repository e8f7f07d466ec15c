import { expect, test } from "vitest";
import { z } from "zod";
import { makeFilm, makeTask } from "../../contracts/task-factory.ts";
import { FilmgateError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { ZAI_IMAGE_MODEL_NAMES, ZAI_IMAGE_MODELS } from "../../wire/zai/image-models.ts";
import { ZAI_IMAGES, ZAI_MODEL_NAMES, ZAI_MODELS } from "../../wire/zai/models.ts";
import type { Described, OperationDescription } from "../describe.ts";
import { description } from "./description.ts";
import { renderError } from "./errors.ts";
import { readImageWish } from "./read-image-wish.ts";
import { readWish } from "./read-wish.ts";
import { accepted } from "./reply.ts";
import { status } from "./status.ts";

const find = (name: string): OperationDescription => {
	const operation = description.operations[name];
	if (operation === undefined) throw new Error(`${name} is not described.`);
	return operation;
};
const requestOf = (name: string) => find(name).request?.content["application/json"] as z.ZodObject;
/** As strict as the strictest client: no field but those that are described. */
const strict = ({ schema }: Described) => z.strictObject((schema as z.ZodObject).shape);
const answerOf = (name: string) => strict(find(name).answers[200] as Described);

const FILMS = "POST /api/paas/v4/videos/generations";
const IMAGES = "POST /api/paas/v4/images/generations";

test("every example is a request that is described, and taken", () => {
	for (const { request } of Object.values(description.operations)) {
		if (request === undefined) continue;
		const [schema] = Object.values(request.content) as z.ZodType[];
		expect(schema?.safeParse(request.example)).toMatchObject({ success: true });
	}
	expect(() => readWish(find(FILMS).request?.example as JsonObject, null)).not.toThrow();
	expect(() => readImageWish(find(IMAGES).request?.example as JsonObject, "synchronous")).not.toThrow();
});

test("every value of the tables is described", () => {
	for (const model of ZAI_MODEL_NAMES) {
		const { modes, size, fps, duration, quality, style, aspectRatio, movementAmplitude } = ZAI_MODELS[model];
		const choices = { size, fps, duration, quality, style, aspect_ratio: aspectRatio };
		const fields = Object.entries({ ...choices, movement_amplitude: movementAmplitude });
		const image_url = Array.from({ length: Math.max(...modes.map((mode) => ZAI_IMAGES[mode].max)) }, () => "AAAA");
		for (const [field, choice] of fields) {
			for (const value of choice?.allowed ?? [null]) {
				const body = { model, prompt: "a cat", [field]: value, image_url: image_url.length === 0 ? null : image_url };
				expect(requestOf(FILMS).safeParse(body), JSON.stringify(body)).toMatchObject({ success: true });
			}
		}
	}
	for (const model of ZAI_IMAGE_MODEL_NAMES) {
		const { size, quality } = ZAI_IMAGE_MODELS[model];
		for (const word of quality.allowed) {
			const body = { model, prompt: "a cat", size: size.otherwise, quality: word };
			expect(requestOf(IMAGES).safeParse(body)).toMatchObject({ success: true });
		}
	}
});

test("answers have what is described and nothing else", () => {
	const links = { film: () => "http://gate/film", cover: () => null, upload: () => "" };
	const tasks = [
		makeTask("running"),
		makeTask("failed"),
		makeTask("succeeded", { films: [makeFilm()] }),
		makeTask("succeeded", { films: [makeFilm({ kind: "image", cover: null })] }),
	];
	for (const task of tasks) {
		const { body } = status.render(task, { links, variant: "en" });
		expect(answerOf("GET /api/paas/v4/async-result/:id").safeParse(body)).toMatchObject({ success: true });
		expect(answerOf(FILMS).safeParse(accepted(task).body)).toMatchObject({ success: true });
	}
	for (const code of ["content_refused", "internal", "invalid_field"] as const) {
		const { body } = renderError(new FilmgateError(code, "Said."), {});
		expect(strict(description.error).safeParse(body)).toMatchObject({ success: true });
	}
});
