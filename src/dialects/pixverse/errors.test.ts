import { describe, expect, it } from "vitest";
import { ERROR_CODES, FilmgateError } from "../../core/errors.ts";
import { pixverse } from "./dialect.ts";

function answer(code: (typeof ERROR_CODES)[number], details = {}) {
	return pixverse.renderError(new FilmgateError(code, "why", details), {});
}

describe("renderError", () => {
	it("says everything in the envelope", () => {
		for (const code of ERROR_CODES) {
			expect(answer(code).body).toEqual({ ErrCode: expect.any(Number), ErrMsg: expect.any(String), Resp: null });
		}
	});

	it.each([
		["missing_key", 10002],
		["bad_key", 10001],
		["no_body", 400013],
		["invalid_id", 400013],
		["not_found", 500008],
		["missing_field", 400011],
		["invalid_field", 400017],
		["prompt_too_long", 400018],
		["too_many_tasks", 500044],
		["insufficient_credits", 500090],
		["busy", 500069],
	] as const)("answers %s with %i and HTTP 200", (code, errCode) => {
		expect(answer(code)).toMatchObject({ status: 200, body: { ErrCode: errCode, ErrMsg: "why" } });
	});

	it.each([
		["medium_not_found", "img_id", 400032],
		["medium_not_found", "image_references[2].img_id", 400032],
		["medium_too_large", "image", 500030],
		["medium_unreadable", "image_url", 500031],
		["medium_format_refused", "image", 500032],
		["medium_dimensions_refused", "image", 500033],
		["link_failed", "image_url", 500041],
		["link_refused", "mask_urls", 500042],
	] as const)("has a number of its own for %s of the picture %s", (code, field, errCode) => {
		expect(answer(code, { field })).toMatchObject({ status: 200, body: { ErrCode: errCode } });
		expect(answer(code, { field: "file" }).body).toMatchObject({ ErrCode: 400017 });
		expect(answer(code, { field: "video_media_id" }).body).toMatchObject({ ErrCode: 400017 });
	});

	it("chooses by the field where the wire does", () => {
		expect(answer("prompt_too_long", { field: "negative_prompt" }).body).toMatchObject({ ErrCode: 400019 });
		expect(answer("prompt_too_long", { field: "prompt" }).body).toMatchObject({ ErrCode: 400018 });
		expect(answer("unsupported_operation", { field: "template_id" }).body).toMatchObject({ ErrCode: 500070 });
		expect(answer("unsupported_operation", { field: "quality" }).body).toMatchObject({ ErrCode: 500071 });
	});

	it("leaves 200 for the transport's own errors", () => {
		expect(answer("body_too_large").status).toBe(413);
		expect(answer("unknown_route").status).toBe(404);
		expect(answer("rate_limited", { retryAfterMs: 1_001 })).toMatchObject({
			status: 429,
			headers: { "retry-after": "2" },
		});
		expect(answer("internal")).toMatchObject({ status: 500, body: { ErrCode: 99999 } });
	});

	it("tells clients not to repeat what another request used, in the name that this wire has for it", () => {
		expect(answer("duplicate_request")).toMatchObject({
			status: 200,
			headers: { "x-should-retry": "false" },
			body: { ErrCode: 400017, ErrMsg: expect.stringContaining("Ai-trace-id") },
		});
	});
});

describe("credential", () => {
	it("is the API-KEY header", () => {
		expect(pixverse.credential({ "api-key": " id.secret " })).toBe("id.secret");
		expect(pixverse.credential({ "api-key": ["a", "b"] })).toBe("a");
		expect(pixverse.credential({ "api-key": "" })).toBeNull();
		expect(pixverse.credential({ authorization: "Bearer id.secret" })).toBeNull();
	});
});
