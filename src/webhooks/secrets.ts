import { randomBytes } from "node:crypto";
import type { WebhookFormName } from "../core/webhook.ts";
import { readSecret, SECRET_BYTES, spellSecret } from "../wire/standard-webhooks.ts";

const MINTED_BYTES = 32;

/** What a form's signatures are made with. */
interface SecretRule {
	mint(): string;
	accepts(secret: string): boolean;
	/** In words. */
	readonly allowed: string;
}

const OF_STANDARD_WEBHOOKS: SecretRule = {
	mint: () => spellSecret(randomBytes(MINTED_BYTES)),
	accepts: (secret) => readSecret(secret) !== null,
	allowed: `whsec_ and ${SECRET_BYTES.min} to ${SECRET_BYTES.max} bytes in base64`,
};

export const SECRETS: Readonly<Record<WebhookFormName, SecretRule>> = {
	standard: OF_STANDARD_WEBHOOKS,
	openai: OF_STANDARD_WEBHOOKS,
	pixverse: {
		mint: () => randomBytes(MINTED_BYTES).toString("hex"),
		accepts: (secret) => /^[\x21-\x7e]{16,256}$/.test(secret),
		allowed: "16 to 256 ASCII characters without spaces",
	},
};
