import { expect, test } from "vitest";
import { ERROR_CODES, FilmgateError, invalidField, missingField, toFilmgateError } from "./errors.ts";

test("the list of codes names each once", () => {
	expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
});

test("an error says what it was given, and null for the rest", () => {
	const cause = new Error("inside");
	const full = new FilmgateError("busy", "Later.", { field: "model", allowed: "5, 10", retryAfterMs: 9, cause });
	expect(full).toMatchObject({
		name: "FilmgateError",
		code: "busy",
		message: "Later.",
		field: "model",
		allowed: "5, 10",
		retryAfterMs: 9,
		cause,
	});
	const bare = new FilmgateError("not_found", "There is no such task.");
	expect(bare).toMatchObject({ field: null, allowed: null, retryAfterMs: null });
	expect("cause" in bare).toBe(false);
});

test("what was thrown by others keeps its cause inside and tells the client nothing of it", () => {
	const ours = new FilmgateError("conflict", "No.");
	expect(toFilmgateError(ours)).toBe(ours);
	const wrapped = toFilmgateError(new Error("password is 1234"));
	expect(wrapped).toMatchObject({ code: "internal", cause: { message: "password is 1234" } });
	expect(wrapped.message).not.toContain("1234");
	expect(toFilmgateError("a string")).toMatchObject({ code: "internal", cause: "a string" });
});

test("fields at fault are named, with what they allow", () => {
	expect(invalidField("seconds", "5 or 10")).toMatchObject({
		code: "invalid_field",
		message: "seconds is invalid: allowed is 5 or 10.",
		field: "seconds",
		allowed: "5 or 10",
	});
	const cause = new Error("parse");
	expect(invalidField("seconds", "5", { cause, retryAfterMs: 1 })).toMatchObject({ cause, retryAfterMs: 1 });
	expect(missingField("prompt")).toMatchObject({
		code: "missing_field",
		message: "prompt is missing.",
		field: "prompt",
		allowed: null,
	});
	expect(missingField("prompt", "1 to 512 characters").message).toBe("prompt is missing: 1 to 512 characters.");
});
