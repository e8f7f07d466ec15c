import { z } from "zod";
import type { Account } from "../../core/account.ts";
import type { KeyRecord, LedgerEntry } from "../../core/ports/account-store.ts";
import { jsonColumn } from "./json-column.ts";

const byMode = z.object({ live: z.number(), test: z.number() });

/** An account is its column: nothing asks for accounts by anything but their id. */
export const accountColumn = jsonColumn<Account>(
	z.object({
		id: z.string(),
		name: z.string(),
		maxInFlight: byMode,
		// Accounts of earlier releases had none.
		maxInFlightByModel: z.record(z.string(), z.int()).default({}),
		retentionMs: byMode,
		createdAt: z.int(),
	}),
);

/** What a key is beside the instant of its revocation. */
export const keyColumn = jsonColumn<Omit<KeyRecord, "revokedAt">>(
	z.object({
		id: z.string(),
		account: z.string(),
		mode: z.enum(["live", "test"]),
		digest: z.string(),
		sealedSecret: z.string(),
		label: z.string(),
		mark: z.boolean(),
		createdAt: z.int(),
	}),
);

export const keyRow = z.object({ facts: z.string(), revoked_at: z.int().nullable() });

export const purseRow = z.object({ balance: z.int(), held: z.int(), inFlight: z.int() });

export const ledgerRow: z.ZodType<LedgerEntry> = z.object({
	id: z.int(),
	account: z.string(),
	mode: z.enum(["live", "test"]),
	kind: z.enum(["grant", "adjust", "hold", "charge", "release"]),
	amount: z.int(),
	taskId: z.int().nullable(),
	note: z.string().nullable(),
	at: z.int(),
});
