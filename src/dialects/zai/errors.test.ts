import { describe, expect, test } from "vitest";
import { ERROR_CODES, type ErrorCode, FilmgateError, invalidField } from "../../core/errors.ts";
import { renderError } from "./errors.ts";

const render = (code: ErrorCode, headers = {}) => renderError(new FilmgateError(code, "Said."), headers);

test.each([
	["missing_key", 401, "1001"],
	["bad_key", 401, "401"],
	["expired_key", 401, "1003"],
	["no_body", 400, "1210"],
	["malformed_body", 400, "1210"],
	["body_too_large", 413, "1210"],
	["missing_field", 400, "1213"],
	["invalid_field", 400, "1214"],
	["conflicting_fields", 400, "1215"],
	["prompt_too_long", 400, "1261"],
	["unsupported_operation", 400, "1212"],
	["link_refused", 400, "1214"],
	["content_refused", 400, "1301"],
	["insufficient_credits", 429, "1113"],
	["too_many_tasks", 429, "1302"],
	["rate_limited", 429, "1302"],
	["busy", 429, "1305"],
	["unknown_route", 400, "1222"],
	["internal", 500, "1230"],
	// Our choices, docs/dialects/zai.md: a recording of the live service beats its table; no 404 for an unknown task.
	["unknown_model", 400, "1214"],
	["not_found", 400, "1214"],
	["invalid_id", 400, "1214"],
] as const)("%s is HTTP %i with code %s", (code, status, number) => {
	const reply = render(code);
	expect(reply.status).toBe(status);
	expect(reply.body).toMatchObject({ error: { code: number, message: "Said." } });
	expect(reply.headers).toMatchObject({ "content-type": "application/json; charset=UTF-8" });
});

test("a request_id of another request is HTTP 400 with code 1231, and named", () => {
	const message = "request_id was used before, for another request.";
	expect(render("duplicate_request")).toMatchObject({ status: 400, body: { error: { code: "1231", message } } });
});

test.each(ERROR_CODES)("%s has a code of digits, an error status and a Chinese text", (code) => {
	const reply = render(code, { "accept-language": "zh-CN" });
	const { error } = reply.body as { error: { code: string; message: string } };
	expect(reply.status).toBeGreaterThanOrEqual(400);
	expect(reply.status).not.toBe(409);
	expect(error.code).toMatch(/^\d{3,4}$/);
	expect(error.message).toMatch(/\p{Script=Han}/u);
});

describe("clients that repeat every 429", () => {
	test.each(["insufficient_credits", "duplicate_request"] as const)("are told not to after %s", (code) => {
		expect(render(code).headers).toMatchObject({ "x-should-retry": "false" });
		expect(render(code).headers).not.toHaveProperty("retry-after");
	});

	test.each(["too_many_tasks", "rate_limited", "busy"] as const)("are told when after %s", (code) => {
		const later = renderError(new FilmgateError(code, "Said.", { retryAfterMs: 4_200 }), {});
		expect(later.headers).toMatchObject({ "x-should-retry": "true", "retry-after": "5" });
		expect(render(code).headers).toMatchObject({ "retry-after": "1" });
	});

	test("go by the status otherwise", () => {
		expect(render("internal").headers).toEqual({ "content-type": "application/json; charset=UTF-8" });
	});
});

test("refused content names whose words they were, beside the error", () => {
	expect(render("content_refused").body).toEqual({
		contentFilter: [{ level: 1, role: "user" }],
		error: { code: "1301", message: "Said." },
	});
});

test.each([
	["en-US,en", "fps is invalid: allowed is 30, 60."],
	["zh-CN", "参数 fps 无效，允许：30, 60"],
])("a message in %s names the field and what it allows", (language, message) => {
	const reply = renderError(invalidField("fps", "30, 60"), { "accept-language": language });
	expect(reply.body).toEqual({ error: { code: "1214", message } });
});

test("what a field allows is said in Chinese too", () => {
	const reply = renderError(invalidField("user_id", "a string of 6 to 128 characters"), { "accept-language": "zh" });
	expect(reply.body).toEqual({ error: { code: "1214", message: "参数 user_id 无效，允许：6 至 128 个字符的字符串" } });
});
