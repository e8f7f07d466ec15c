import { expect, test } from "vitest";
import { ERROR_CODES, FilmgateError, invalidField } from "../../core/errors.ts";
import { native } from "./dialect.ts";
import { renderError } from "./errors.ts";

test("a refused field is a problem that names it and what it allows", () => {
	expect(renderError(invalidField("seconds", "a whole number, 1 to 15"))).toEqual({
		status: 422,
		headers: { "content-type": "application/problem+json", "x-should-retry": "false" },
		body: {
			type: "urn:filmgate:problem:invalid_field",
			title: "A field is invalid",
			status: 422,
			detail: "seconds is invalid: allowed is a whole number, 1 to 15.",
			code: "invalid_field",
			field: "seconds",
			allowed: "a whole number, 1 to 15",
		},
	});
});

test.each([
	["missing_key", 401, "false"],
	["bad_key", 401, "false"],
	["insufficient_credits", 402, "false"],
	["not_found", 404, "false"],
	["conflict", 409, "false"],
	["body_too_large", 413, "false"],
	["medium_too_large", 422, "false"],
	["duplicate_request", 422, "false"],
	["too_many_tasks", 429, "true"],
	["rate_limited", 429, "true"],
	["internal", 500, "true"],
	["busy", 503, "true"],
] as const)("%s is HTTP %d, and asking again helps: %s", (code, status, again) => {
	const reply = renderError(new FilmgateError(code, "no"));
	expect(reply.status).toBe(status);
	expect(reply.headers?.["x-should-retry"]).toBe(again);
});

test("every 401 carries a challenge, which names an error only when a key was sent", () => {
	expect(challengeOf("missing_key")).toBe('Bearer realm="filmgate"');
	expect(challengeOf("bad_key")).toBe('Bearer realm="filmgate", error="invalid_token"');
	expect(challengeOf("expired_key")).toBe('Bearer realm="filmgate", error="invalid_token"');
	expect(challengeOf("not_found")).toBeUndefined();
});

test("a 429 and a 503 say when to come back, in whole seconds, rounded up", () => {
	const limited = (retryAfterMs: number | null) => new FilmgateError("rate_limited", "no", { retryAfterMs });
	expect(renderError(limited(2_100)).headers?.["retry-after"]).toBe("3");
	expect(renderError(limited(0)).headers?.["retry-after"]).toBe("1");
	expect(renderError(limited(null)).headers?.["retry-after"]).toBe("1");
	expect(renderError(new FilmgateError("busy", "no")).headers?.["retry-after"]).toBe("1");
	expect(renderError(new FilmgateError("internal", "no")).headers).not.toHaveProperty("retry-after");
});

test("no problem shows a cause", () => {
	const reply = renderError(
		new FilmgateError("internal", "Something went wrong.", { cause: new Error("secret path") }),
	);
	expect(JSON.stringify(reply)).not.toContain("secret");
});

test("every code has words and an error status", () => {
	for (const code of ERROR_CODES) {
		const { status, body } = renderError(new FilmgateError(code, "no"));
		expect(status).toBeGreaterThanOrEqual(400);
		expect(body).toMatchObject({ code, status, title: expect.stringMatching(/^[A-Z]/) });
	}
});

test.each([
	["Bearer 12.abc", "12.abc"],
	["bearer 12.abc", "12.abc"],
	["Bearer   12.abc ", "12.abc"],
	["Basic MTI6YWJj", null],
	["12.abc", null],
	["Bearer", null],
	["Bearer ", null],
	["Bearer a b", null],
])("Authorization: %s presents %s", (authorization, credential) => {
	expect(native.credential({ authorization })).toBe(credential);
});

test("no Authorization presents no key", () => {
	expect(native.credential({})).toBeNull();
});

function challengeOf(code: (typeof ERROR_CODES)[number]): string | undefined {
	return renderError(new FilmgateError(code, "no")).headers?.["www-authenticate"];
}
