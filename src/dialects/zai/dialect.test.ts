import { expect, test } from "vitest";
import { zai } from "./dialect.ts";

test.each([
	["the raw key", "Bearer k1.secret", "k1.secret"],
	["the raw key, bare", "k1.secret", "k1.secret"],
	["a token", "Bearer aaa.bbb.ccc", "aaa.bbb.ccc"],
	["a token, bare", "aaa.bbb.ccc", "aaa.bbb.ccc"],
	["another case and more blanks", " bearer   k1.secret ", "k1.secret"],
	["a key that begins like the word", "BearerX.secret", "BearerX.secret"],
	["nothing behind the word", "Bearer ", null],
	["only the word", "Bearer", null],
	["an empty header", "", null],
	["no header", undefined, null],
])("%s is read from the Authorization header", (_name, authorization, credential) => {
	expect(zai.credential({ authorization })).toBe(credential);
});

test("a body may be 64 MiB long", () => {
	expect(zai.bodyLimit).toBe(67_108_864);
});
