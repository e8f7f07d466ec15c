import { expect, test } from "vitest";
import type { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { OPERATIONS } from "../../core/order.ts";
import { taskOrder } from "./describe-order.ts";
import { description } from "./description.ts";
import { FIELDS, readFields } from "./fields.ts";
import { OPERATION_RULES } from "./operations.ts";

const submit = description.operations["POST /api/v1/tasks"];

test("every example is a request that is described, and taken", () => {
	for (const { request } of Object.values(description.operations)) {
		if (request?.example === undefined) continue;
		const schema = request.content["application/json"] as z.ZodType;
		expect(schema.safeParse(request.example)).toMatchObject({ success: true });
	}
	expect(() => readFields(submit?.request?.example as JsonObject)).not.toThrow();
});

test("every field of an order is described, with what it is for", () => {
	expect(Object.keys(taskOrder.shape).sort()).toEqual(["model", ...Object.keys(FIELDS)].sort());
	const shape = taskOrder.shape as Record<string, z.ZodOptional<z.ZodNullable<z.ZodType>>>;
	for (const [name, field] of Object.entries(shape)) {
		const said = field.description ?? field.unwrap().unwrap().description;
		expect(said, name).toMatch(/\.$/);
		expect(field.safeParse(null), name).toMatchObject({ success: true });
	}
});

test("what an order may not say, its description does not allow", () => {
	const wrong: readonly JsonObject[] = [
		{ seconds: "5" },
		{ seconds: 16 },
		{ fps: 24.5 },
		{ size: "1281x720" },
		{ clientReference: "" },
		{ inputs: [{ role: "hero", from: "https://example.com/a.jpg" }] },
		{ speech: { text: "" } },
		{ resolution: "4k" },
	];
	expect(wrong.filter((body) => taskOrder.safeParse(body).success)).toEqual([]);
	for (const body of wrong) expect(() => readFields(body), JSON.stringify(body)).toThrow();
});

test("what a client may ask of an answer that it has already is described where it may", () => {
	for (const name of ["GET /api/v1/tasks/:id", "GET /api/v1/films/:id"]) {
		const { parameters = [], answers } = description.operations[name] ?? {};
		expect(parameters.map((each) => each.name)).toContain("If-None-Match");
		expect([answers?.[200]?.headers?.etag, answers?.[304]?.text]).toEqual([expect.any(String), expect.any(String)]);
	}
	expect(description.error.headers).toHaveProperty("retry-after");
});

test("what each operation takes is said", () => {
	for (const operation of OPERATIONS) {
		expect(submit?.text).toContain(`- \`${operation}\``);
		for (const role of Object.keys(OPERATION_RULES[operation].inputs)) expect(submit?.text).toContain(`\`${role}\``);
	}
});
