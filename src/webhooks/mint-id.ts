import { randomBytes } from "node:crypto";

/** A webhook's name: nobody guesses another's. */
export function mintWebhookId(): string {
	return `wh_${randomBytes(9).toString("hex")}`;
}
