import { randomBytes } from "node:crypto";
import type { SecretRule } from "../core/use-cases/webhooks.ts";
import type { WebhookFormName } from "../core/webhook.ts";
import { readSecret, SECRET_BYTES, spellSecret } from "../wire/standard-webhooks.ts";

const MINTED_BYTES = 32;

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
