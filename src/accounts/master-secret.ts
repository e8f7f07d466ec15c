import { hkdfSync, randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The keys that are drawn from an installation's one secret. Losing it makes sealed secrets and old links unreadable. */
export interface DerivedKeys {
	/** 32 bytes for AES-256-GCM. */
	readonly seal: Buffer;
	/** 32 bytes for the HMAC of film links. */
	readonly links: Buffer;
}

const SECRET_BYTES = 32;

/**
 * @param given `FILMGATE_SECRET`; without it the folder's own secret is used, made at the first start (mode 0600).
 * Throws when the folder's file is no secret: one that is empty would seal and sign with a key that anybody can guess.
 */
export function loadKeys(folder: string, given: string | undefined): DerivedKeys {
	const master = given !== undefined && given !== "" ? Buffer.from(given, "utf8") : readOrMakeSecret(folder);
	return { seal: derive(master, "seal"), links: derive(master, "links") };
}

function readOrMakeSecret(folder: string): Buffer {
	const file = join(folder, "secret");
	if (!existsSync(file)) makeSecret(file);
	const secret = Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
	if (secret.length >= SECRET_BYTES) return secret;
	throw new Error(`${file} is not the secret that was made here: put it back, or remove the file and make new keys.`);
}

/** The file has its whole content before it has its name, so that no other process, and no later start, reads half of it. */
function makeSecret(file: string): void {
	const draft = `${file}.${randomUUID()}`;
	writeFileSync(draft, `${randomBytes(SECRET_BYTES).toString("base64url")}\n`, {
		mode: 0o600,
		flag: "wx",
		flush: true,
	});
	try {
		linkSync(draft, file);
	} catch (error) {
		// Another process was faster: its secret is as good.
		if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
	} finally {
		rmSync(draft);
	}
}

function derive(master: Buffer, purpose: string): Buffer {
	return Buffer.from(hkdfSync("sha256", master, "filmgate", `filmgate ${purpose} v1`, 32));
}
