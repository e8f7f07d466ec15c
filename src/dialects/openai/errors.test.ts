import { expect, test } from "vitest";
import { ERROR_CODES, FilmgateError } from "../../core/errors.ts";
import { RENDERINGS, renderError } from "./errors.ts";

/** Codes that a client may send the same request again for; it is told so, and when. */
const PASSING = ["too_many_tasks", "rate_limited", "busy", "internal"];

test.each(ERROR_CODES)("%s has the wire's envelope, and says whether asking again helps", (code) => {
	const error = new FilmgateError(code, "The message.", { field: "size", retryAfterMs: 1_500, cause: "a secret" });
	const { status, headers = {}, body } = renderError(error);
	const { type, code: said } = RENDERINGS[code];
	const named = code === "duplicate_request" ? { message: expect.any(String), param: "Idempotency-Key" } : {};
	expect(body).toEqual({ error: { message: "The message.", type, param: "size", code: said, ...named } });
	expect(status).toBeGreaterThanOrEqual(400);
	expect(type === "server_error").toBe(status >= 500);
	expect(headers["x-should-retry"]).toBe(String(PASSING.includes(code)));
	expect(headers["retry-after-ms"]).toBe(PASSING.includes(code) ? "1500" : undefined);
	expect(headers["retry-after"]).toBe(PASSING.includes(code) ? "2" : undefined);
});

test.each([
	["missing_key", 401],
	["bad_key", 401],
	["invalid_field", 400],
	["content_refused", 400],
	["duplicate_request", 400],
	["body_too_large", 413],
	["invalid_id", 404],
	["not_found", 404],
	["conflict", 409],
	["insufficient_credits", 429],
	["rate_limited", 429],
	["busy", 503],
	["internal", 500],
] as const)("%s is HTTP %i", (code, status) => {
	expect(renderError(new FilmgateError(code, "")).status).toBe(status);
});

test.each([
	["not_found", "id", "video_id", "There is no such video."],
	["not_found", "character_id", "character_id", "Said."],
	["conflict", "id", "video_id", "Said."],
	["invalid_id", "id", "video_id", "Said."],
	["duplicate_request", null, "Idempotency-Key", "Idempotency-Key was used before, for another request."],
] as const)("%s of %s is said of %s, as this wire spells it", (code, field, param, message) => {
	const { body } = renderError(new FilmgateError(code, "Said.", { field }));
	expect(body).toMatchObject({ error: { param, message } });
});

test("each answer has a request id of its own", () => {
	const error = new FilmgateError("not_found", "");
	const ids = [renderError(error), renderError(error)].map(({ headers }) => headers?.["x-request-id"]);
	expect(ids[0]).toMatch(/^req_[0-9a-f]{32}$/);
	expect(ids[1]).not.toBe(ids[0]);
});
