import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json.ts";
import { type Call, CALLS } from "../../wire/pixverse/calls.ts";
import { modelsFor, rulesOf } from "../../wire/pixverse/models.ts";
import { describeBody } from "./describe-fields.ts";
import { description } from "./description.ts";
import { readBody } from "./fields.ts";
import { exampleOf } from "./testing/examples.ts";
import type { Given } from "./testing/samples.ts";

const given: Given = { wide: 1, tall: 2, film: 3, sound: 4, video: 5, mask: "6" };
const calls = Object.keys(CALLS) as Call[];
const ajv = new Ajv2020({ allErrors: true });

const operationOf = (call: Call) => {
	const operation = description.operations[`POST /openapi/v2${CALLS[call].path}`];
	if (operation === undefined) throw new Error(`${call} is not described.`);
	return operation;
};

test.each(calls)("the example of %s is as described, and taken", (call) => {
	const { example, content } = operationOf(call).request as {
		example: JsonObject;
		content: Record<string, JsonObject>;
	};
	expect(ajv.validate(content["application/json"] as JsonObject, example), ajv.errorsText()).toBe(true);
	expect(() => readBody(example, CALLS[call].fields)).not.toThrow();
});

test.each(calls)("%s takes every field as described", (call) => {
	const isDescribed = ajv.compile(describeBody(call));
	for (const field of Object.keys(CALLS[call].fields)) {
		const body = exampleOf(call, field, given);
		expect(isDescribed(body), `${field}: ${ajv.errorsText(isDescribed.errors)}`).toBe(true);
	}
});

test("what a field may not be, its description does not allow", () => {
	const isDescribed = ajv.compile(describeBody("fusion"));
	const example = operationOf("fusion").request?.example as JsonObject;
	const wrong: readonly JsonObject[] = [
		{ prompt: "" },
		{ prompt: "a".repeat(5_001) },
		{ quality: "4k" },
		{ seed: -1 },
		{ seed: "1" },
		{ duration: 16 },
		{ model: "v4" },
		{ generate_multi_clip_switch: true },
		{ image_references: [{ type: "subject", img_id: 1 }] },
		{ image_references: [{ type: "nobody", img_id: 1, ref_name: "bird" }] },
	];
	expect(wrong.filter((fields) => isDescribed({ ...example, ...fields }))).toEqual([]);
});

test("every length that a model offers is described, and no model that a call refuses", () => {
	for (const call of ["text", "image", "transition", "extend", "fusion"] as const) {
		const isDescribed = ajv.compile(describeBody(call));
		const example = operationOf(call).request?.example as JsonObject;
		for (const model of modelsFor(call)) {
			for (const duration of rulesOf(model).durations) {
				expect(isDescribed({ ...example, model, duration }), `${call} ${model} ${duration}`).toBe(true);
			}
		}
	}
});
