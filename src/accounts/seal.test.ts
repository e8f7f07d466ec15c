import { expect, test } from "vitest";
import { seal, unseal } from "./seal.ts";

const KEY = Buffer.alloc(32, 7);

test("what was sealed is read again, and looks different each time", () => {
	const sealed = [seal("geheim ✓", KEY), seal("geheim ✓", KEY)];
	expect(sealed.map((text) => unseal(text, KEY))).toEqual(["geheim ✓", "geheim ✓"]);
	expect(sealed[0]).not.toBe(sealed[1]);
	expect(sealed[0]).not.toContain("geheim");
	expect(unseal(seal("", KEY), KEY)).toBe("");
});

test("another key, and any change, is noticed", () => {
	const sealed = seal("secret", KEY);
	expect(() => unseal(sealed, Buffer.alloc(32, 8))).toThrow();
	const bytes = Buffer.from(sealed, "base64url");
	for (let at = 0; at < bytes.length; at += 1) {
		const changed = Buffer.from(bytes);
		changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
		expect(() => unseal(changed.toString("base64url"), KEY)).toThrow();
	}
});

test.each(["", "AAAA", seal("secret", KEY).slice(0, 30)])("a text that is cut off (%j) is refused", (text) => {
	expect(() => unseal(text, KEY)).toThrow();
});
