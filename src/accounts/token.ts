import { FilmgateError } from "../core/errors.ts";

/** What a client-made token says; nothing of it is to be believed before `verifyToken`. */
export interface TokenClaims {
	readonly keyId: string;
	/** Integer ms UTC. */
	readonly expiresAt: number;
}

/** Whether a credential is a token (two dots) rather than a key (one). */
export function looksLikeToken(credential: string): boolean {
	return credential.split(".").length === 3;
}

/**
 * Reads `api_key` and `exp`. Clients in the wild write `exp` in seconds, milliseconds or microseconds, so its size
 * decides (wire/zai.md, section 4). Throws `bad_key` for anything else.
 */
export async function readClaims(token: string): Promise<TokenClaims> {
	const { decodeJwt } = await loadJose();
	let claims: Record<string, unknown>;
	try {
		claims = decodeJwt(token);
	} catch (cause) {
		throw new FilmgateError("bad_key", "The token cannot be read.", { cause });
	}
	const { api_key: keyId, exp } = claims;
	if (typeof keyId !== "string" || typeof exp !== "number" || !Number.isFinite(exp)) {
		throw new FilmgateError("bad_key", "The token lacks api_key or exp.");
	}
	return { keyId, expiresAt: instantOf(exp) };
}

/** Throws `bad_key` unless `secret` signed the token with HS256. */
export async function verifyToken(token: string, secret: string): Promise<void> {
	const { compactVerify } = await loadJose();
	try {
		await compactVerify(token, new TextEncoder().encode(secret), { algorithms: ["HS256"] });
	} catch (cause) {
		throw new FilmgateError("bad_key", "The token's signature does not match its key.", { cause });
	}
}

/** At the first token: a server's start need not wait for it. */
function loadJose() {
	return import("jose");
}

function instantOf(exp: number): number {
	if (exp < 1e11) return exp * 1000;
	return exp < 1e14 ? exp : Math.floor(exp / 1000);
}
