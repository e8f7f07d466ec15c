import type * as wire from "@filmgate/sdk";
import { z } from "zod";
import type { OperationDescription, ShapeOf } from "../describe.ts";
import { MOST_DAYS, USUAL_DAYS } from "./account.ts";
import { count, instant, money, operation, PAGE, pageOf } from "./describe-answers.ts";

const day = z.iso.date();

const balance = z
	.object({
		microDollars: z.int().describe("What is left to spend: it lacks what is held. 1,000,000 = $1."),
		heldMicroDollars: money,
		inFlight: count.describe("Unfinished tasks."),
		maxInFlight: count.describe("How many there may be."),
		livemode: z.boolean(),
	} satisfies ShapeOf<wire.Balance>)
	.meta({ id: "Balance" });

const entry = z
	.object({
		id: z.string().describe("`entry_` and digits."),
		at: instant,
		kind: z.enum(["grant", "adjust", "hold", "charge", "release"]),
		microDollars: z.int().describe("Positive, whichever way it went; an adjustment may be negative."),
		task: z.string().nullable(),
		note: z.string().nullable(),
	} satisfies ShapeOf<wire.LedgerEntry>)
	.meta({ id: "LedgerEntry" });

const counts = {
	tasks: count,
	succeeded: count,
	failed: count,
	rejected: count,
	cancelled: count,
	seconds: z.number().min(0).describe("Of the films that succeeded."),
	quotedMicroDollars: money,
	chargedMicroDollars: money,
	releasedMicroDollars: money,
} satisfies ShapeOf<wire.UsageCounts>;

const line = z.object({ day, model: z.string(), operation, ...counts } satisfies ShapeOf<wire.UsageLine>);

const usage = z
	.object({
		from: day,
		to: day,
		total: z.object(counts),
		data: z.array(line).describe("By day, model and operation, in this order."),
	} satisfies ShapeOf<wire.Usage>)
	.meta({ id: "Usage" });

export const account: Readonly<Record<string, OperationDescription>> = {
	"GET /api/v1/balance": {
		summary: "Ask for the balance",
		answers: { 200: { text: "Of the key's mode.", schema: balance } },
	},
	"GET /api/v1/usage": {
		summary: "Ask what tasks came to",
		text: `By the day (UTC) on which they were made; deleted tasks count on. At most ${MOST_DAYS} days at once.`,
		parameters: [
			{ in: "query", name: "from", text: `The first day; ${USUAL_DAYS} days unless said.`, schema: day },
			{ in: "query", name: "to", text: "The last day; today unless said.", schema: day },
		],
		answers: { 200: { text: "Counts and money.", schema: usage } },
	},
	"GET /api/v1/ledger": {
		summary: "List why money moved",
		text: "The newest first.",
		parameters: [
			...PAGE,
			{ in: "query", name: "from", text: "An instant.", example: "2026-11-01T00:00:00Z" },
			{ in: "query", name: "to", text: "An instant." },
		],
		answers: { 200: { text: "A page.", schema: pageOf(entry).meta({ id: "LedgerPage" }) } },
	},
};
