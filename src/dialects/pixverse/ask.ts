import type { DialectRequest, DialectServices } from "../dialect.ts";

/** One request with what may be used to answer it. */
export interface Ask {
	readonly request: DialectRequest;
	readonly services: DialectServices;
}
