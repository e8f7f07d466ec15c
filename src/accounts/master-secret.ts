import { hkdfSync, randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The keys that are drawn from an installation's one secret. Losing it makes sealed secrets and old links unreadable. */
export interface DerivedKeys {
	/** 32 bytes for AES-256-GCM. */
	readonly seal: Buffer;
	/** 32 bytes for the HMAC of film links. */
	readonly links: Buffer;
}

/** @param given `FILMGATE_SECRET`; without it the folder's own secret is used, made at the first start (mode 0600). */
export function loadKeys(folder: string, given: string | undefined): DerivedKeys {
	const master = given !== undefined && given !== "" ? Buffer.from(given, "utf8") : readOrMakeSecret(folder);
	return { seal: derive(master, "seal"), links: derive(master, "links") };
}

function readOrMakeSecret(folder: string): Buffer {
	const file = join(folder, "secret");
	if (!existsSync(file)) {
		try {
			writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
		} catch (error) {
			// Another process was faster: its secret is as good.
			if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
		}
	}
	return Buffer.from(readFileSync(file, "utf8").trim(), "base64url");
}

function derive(master: Buffer, purpose: string): Buffer {
	return Buffer.from(hkdfSync("sha256", master, "filmgate", `filmgate ${purpose} v1`, 32));
}
