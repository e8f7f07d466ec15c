import { type CallOptions, type PageOptions, readAll, readPage, withQuery } from "./pages.ts";
import type { Transport } from "./transport.ts";
import type { Balance, LedgerEntry, LedgerPage, Model, ModelList, Usage } from "./wire.ts";

export interface UsageOptions extends CallOptions {
	/** The first day, as `2026-11-22` (UTC). */
	from?: string;
	/** The last day, included. */
	to?: string;
}

export interface LedgerOptions extends PageOptions {
	/** From this instant on, as `2026-11-22T00:18:27Z`. */
	from?: string;
	/** Before this instant. */
	to?: string;
}

/** What moved your money. */
export interface Ledger {
	/** One page of it, newest first. */
	list(options?: LedgerOptions): Promise<LedgerPage>;
	/** All of it, page after page as they are needed. */
	all(options?: LedgerOptions): AsyncIterable<LedgerEntry>;
}

/** What a key may order, what that has cost, and what is left. */
export interface AccountVerbs {
	models(options?: CallOptions): Promise<Model[]>;
	balance(options?: CallOptions): Promise<Balance>;
	usage(options?: UsageOptions): Promise<Usage>;
	ledger: Ledger;
}

export function createAccountVerbs(transport: Transport): AccountVerbs {
	async function get<Body>(path: string, { signal }: CallOptions): Promise<Body> {
		return (await transport.call<Body>({ method: "GET", path, signal })).body;
	}
	const listing = ({ from, to, ...page }: LedgerOptions) => ({ path: "/api/v1/ledger", filter: { from, to }, ...page });
	return {
		async models(options = {}) {
			return (await get<ModelList>("/api/v1/models", options)).data;
		},
		balance: (options = {}) => get("/api/v1/balance", options),
		usage: ({ from, to, ...options } = {}) => get(withQuery("/api/v1/usage", { from, to }), options),
		ledger: {
			list: (options = {}) => readPage(transport, listing(options)),
			all: (options = {}) => readAll(transport, listing(options)),
		},
	};
}
