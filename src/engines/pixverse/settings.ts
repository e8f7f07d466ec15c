import { z } from "zod";
import { MODEL_NAMES } from "../../wire/pixverse/models.ts";

const DAY_SECONDS = 24 * 3_600;

/** What the configuration file says about one upstream of this kind; docs/engines/pixverse.md explains each setting. */
export const pixverseSettings = z.strictObject({
	kind: z.literal("pixverse"),
	/** Up to and with `/openapi/v2`. */
	baseUrl: z
		.url({ protocol: /^https?$/, error: "must be an http or https URL" })
		.refine((url) => !/[?#@]/.test(url), "must be without user name, query and fragment")
		.transform((url) => url.replace(/\/+$/, "")),
	key: z.string().regex(/^[\x21-\x7e]{8,}$/, "must be a key: at least 8 visible characters"),
	/** Makes orders that name a model of another wire. */
	model: z.enum(MODEL_NAMES).default("v5.5"),
	/** Whether a repeated `Ai-trace-id` is known to give the first video again. The vendor's pages only hint at it. */
	idempotentStart: z.boolean().default(false),
	/** Most tasks that it works on at once: what the account's plan allows. */
	concurrency: z.int().min(1).max(100_000).default(3),
	/** The longest that a film may take. The platform itself gives up, and pays back, after two hours. */
	longestJobSeconds: z
		.int()
		.min(1)
		.max(7 * DAY_SECONDS)
		.default(7_200),
	/** The longest wait for the answer to a start, uploads apart; after it the start is unclear. */
	startLimitSeconds: z.number().min(0.1).max(120).default(60),
	/** Between two looks at one task. */
	pollSeconds: z.number().min(0.05).max(600).default(5),
	/** How long a finished film's link works. */
	linkLifeSeconds: z
		.int()
		.min(60)
		.max(365 * DAY_SECONDS)
		.default(DAY_SECONDS),
	/** Addresses (CIDR) and host names of films that are fetched although they are private; the base URL's own host needs none. */
	filmHosts: z.array(z.string().min(1)).default([]),
});

export type PixverseSettings = z.infer<typeof pixverseSettings>;
