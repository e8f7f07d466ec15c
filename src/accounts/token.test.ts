import { createHmac } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, test } from "vitest";
import { looksLikeToken, readClaims, verifyToken } from "./token.ts";

const SECRET = "BHMnaJ9FgnHSr2xy";
const bytes = (text: string) => new TextEncoder().encode(text);

function sign(claims: Record<string, unknown>, { alg = "HS256", secret = SECRET } = {}): Promise<string> {
	return new SignJWT(claims).setProtectedHeader({ alg, sign_type: "SIGN" }).sign(bytes(secret));
}

function unsigned(header: object, claims: object, signature = ""): string {
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
	return `${part(header)}.${part(claims)}.${signature}`;
}

describe("claims", () => {
	const at = Date.UTC(2026, 5, 1);
	test.each([
		["seconds", at / 1_000],
		["milliseconds", at],
		["microseconds", at * 1_000],
	])("exp may be in %s", async (_, exp) => {
		expect(await readClaims(await sign({ api_key: "id", exp }))).toEqual({ keyId: "id", expiresAt: at });
	});

	test("fractions of a second are taken as they are meant", async () => {
		const { expiresAt } = await readClaims(await sign({ api_key: "id", exp: at / 1_000 + 0.5 }));
		expect(expiresAt).toBe(at + 500);
	});

	test.each([
		["no api_key", { exp: 1 }],
		["an api_key that is no text", { api_key: 7, exp: 1 }],
		["no exp", { api_key: "id" }],
		["an exp that is text", { api_key: "id", exp: "1780000000" }],
		["an exp that is null", { api_key: "id", exp: null }],
	])("a token with %s is refused", async (_, claims) => {
		await expect(readClaims(unsigned({ alg: "HS256" }, claims, "AA"))).rejects.toThrow(
			expect.objectContaining({ code: "bad_key" }),
		);
	});

	test.each(["a.b.c", "..", "eyJ9.e30.x", `${Buffer.from("[]").toString("base64url")}.W10.x`])(
		"%j is no token at all",
		async (text) => {
			expect(looksLikeToken(text)).toBe(true);
			await expect(readClaims(text)).rejects.toThrow(expect.objectContaining({ code: "bad_key" }));
		},
	);

	test("a key, one dot, is not taken for a token", () => {
		expect(["id.secret", "id", "", "a.b.c.d"].map(looksLikeToken)).toEqual([false, false, false, false]);
	});
});

describe("signature", () => {
	const claims = { api_key: "id", exp: 4_000_000_000 };
	const refused = { code: "bad_key" };

	test("HS256 with the key's secret is good, however short the secret", async () => {
		await verifyToken(await sign(claims), SECRET);
	});

	test("another secret, another algorithm or a changed claim is not", async () => {
		await expect(verifyToken(await sign(claims, { secret: "other" }), SECRET)).rejects.toMatchObject(refused);
		await expect(verifyToken(await sign(claims, { alg: "HS512" }), SECRET)).rejects.toMatchObject(refused);
		const [head, , signature] = (await sign(claims)).split(".");
		const forged = Buffer.from(JSON.stringify({ ...claims, api_key: "other" })).toString("base64url");
		await expect(verifyToken(`${head}.${forged}.${signature}`, SECRET)).rejects.toMatchObject(refused);
	});

	test.each(["none", "None", "RS256", "ES256"])("a token that calls itself %s is not, signed or not", async (alg) => {
		await expect(verifyToken(unsigned({ alg }, claims), SECRET)).rejects.toMatchObject(refused);
		const text = unsigned({ alg }, claims);
		const signature = createHmac("sha256", SECRET).update(text.slice(0, -1)).digest("base64url");
		await expect(verifyToken(text + signature, SECRET)).rejects.toMatchObject(refused);
	});
});
