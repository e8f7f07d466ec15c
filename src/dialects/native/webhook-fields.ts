import { z } from "zod";
import { invalidField, missingField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { LONGEST_GRACE_MS, type RotationWish, type WebhookWish } from "../../core/use-cases/webhooks.ts";

const USUAL_GRACE_SECONDS = 24 * 3_600;

/** What the fields have to be here; which addresses, events and secrets there are is the use case's. */
export function readWebhookOrder(body: JsonObject): WebhookWish {
	const url = read(body, "url", { schema: z.string(), allowed: "an http or https address" });
	if (url === null) throw missingField("url", "an http or https address");
	return {
		url,
		events: read(body, "events", { schema: z.array(z.string()), allowed: "a list of events" }),
		form: read(body, "form", { schema: z.string(), allowed: "the name of a form" }),
		onlyNamed: read(body, "onlyNamed", { schema: z.boolean(), allowed: "true or false" }),
		secret: read(body, "secret", { schema: z.string(), allowed: "text" }),
	};
}

export function readRotation(body: JsonObject): RotationWish {
	const most = LONGEST_GRACE_MS / 1_000;
	const grace = read(body, "graceSeconds", {
		schema: z.int().min(0).max(most),
		allowed: `a whole number, 0 to ${most}`,
	});
	return {
		graceMs: (grace ?? USUAL_GRACE_SECONDS) * 1_000,
		secret: read(body, "secret", { schema: z.string(), allowed: "text" }),
	};
}

interface Rule<Value> {
	readonly schema: z.ZodType<Value>;
	/** In words. */
	readonly allowed: string;
}

/** Null when it was not sent. */
function read<Value>(body: JsonObject, name: string, { schema, allowed }: Rule<Value>): Value | null {
	const sent = Object.hasOwn(body, name) ? body[name] : null;
	if (sent === null || sent === undefined) return null;
	const parsed = schema.safeParse(sent);
	if (!parsed.success) throw invalidField(name, allowed);
	return parsed.data;
}
