import { z } from "zod";

const DAY_SECONDS = 24 * 3_600;

/** Where upstreams of different kinds differ. */
export interface UpstreamDefaults {
	readonly concurrency: number;
	readonly longestJobSeconds: number;
	readonly startLimitSeconds: number;
}

/** What the configuration file says about an upstream of any kind. */
export function upstreamSettings(defaults: UpstreamDefaults) {
	return {
		/** Up to and with the path that all calls have in common. */
		baseUrl: z
			.url({ protocol: /^https?$/, error: "must be an http or https URL" })
			.refine((url) => !/[?#@]/.test(url), "must be without user name, query and fragment")
			.transform((url) => url.replace(/\/+$/, "")),
		key: z.string().regex(/^[\x21-\x7e]{8,}$/, "must be a key: at least 8 visible characters"),
		/** Whether a start that is repeated under its token is known to give the first work again. */
		idempotentStart: z.boolean().default(false),
		/** Most tasks that it works on at once. */
		concurrency: z.int().min(1).max(100_000).default(defaults.concurrency),
		/** The longest that a film may take. */
		longestJobSeconds: z
			.int()
			.min(1)
			.max(7 * DAY_SECONDS)
			.default(defaults.longestJobSeconds),
		/** The longest wait for the answer to a start; after it the start is unclear. */
		startLimitSeconds: z.number().min(0.1).max(120).default(defaults.startLimitSeconds),
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
	};
}
