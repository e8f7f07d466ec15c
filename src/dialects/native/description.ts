import type { WireDescription } from "../describe.ts";
import { account } from "./describe-account.ts";
import { problem } from "./describe-answers.ts";
import { media } from "./describe-media.ts";
import { tasks } from "./describe-tasks.ts";
import { webhooks } from "./describe-webhooks.ts";

export const description: WireDescription = {
	title: "Filmgate",
	text:
		"The server's own wire, under `/api/v1`; `@filmgate/sdk` speaks it. Instants are RFC 3339 in UTC with milliseconds, money is " +
		"whole micro-dollars (1,000,000 = $1), and what is not there is null, never left out. In requests null is the same as absent.",
	security: { type: "http", scheme: "bearer" },
	error: {
		text: "What every refusal looks like, as RFC 9457 has it.",
		type: "application/problem+json",
		schema: problem,
		headers: {
			"x-should-retry": "Whether the same request may succeed when it is sent again.",
			"retry-after": "Of 429 and 503: seconds after which to try again.",
			"www-authenticate": "Of 401: what is wrong with the key.",
		},
	},
	operations: { ...tasks, ...media, ...webhooks, ...account },
};
