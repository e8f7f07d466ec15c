import { z } from "zod";
import { ZAI_IMAGE_MODEL_NAMES } from "../../wire/zai/image-models.ts";
import { ZAI_MODEL_NAMES } from "../../wire/zai/models.ts";

const DAY_SECONDS = 24 * 3_600;

/** What the configuration file says about one upstream of this kind; docs/engines/zai.md explains each setting. */
export const zaiSettings = z.strictObject({
	kind: z.literal("zai"),
	/** Up to and with `/api/paas/v4`. */
	baseUrl: z
		.url({ protocol: /^https?$/, error: "must be an http or https URL" })
		.refine((url) => !/[?#@]/.test(url), "must be without user name, query and fragment")
		.transform((url) => url.replace(/\/+$/, "")),
	key: z.string().regex(/^[\x21-\x7e]{8,}$/, "must be a key: at least 8 visible characters"),
	/** Makes the films of orders that name a model of another wire. */
	model: z.enum(ZAI_MODEL_NAMES).default("cogvideox-3"),
	/** The same for pictures. */
	imageModel: z.enum(ZAI_IMAGE_MODEL_NAMES).default("glm-image"),
	/** Whether a repeated `request_id` is known to give the first task again. The vendor does not say so. */
	idempotentStart: z.boolean().default(false),
	/** Most tasks that it works on at once. */
	concurrency: z.int().min(1).max(100_000).default(5),
	/** The longest that a film may take. */
	longestJobSeconds: z
		.int()
		.min(1)
		.max(7 * DAY_SECONDS)
		.default(1_800),
	/** The longest wait for the answer to a start; after it the start is unclear. */
	startLimitSeconds: z.number().min(0.1).max(120).default(100),
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

export type ZaiSettings = z.infer<typeof zaiSettings>;
