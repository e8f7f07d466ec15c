import type { Headers } from "../dialect.ts";

/** A header's value without surrounding spaces, the first one if it was sent twice; null when absent or empty. */
export function readHeader(headers: Headers, name: string): string | null {
	const value = headers[name];
	const first = typeof value === "string" ? value : value?.[0];
	return first?.trim() || null;
}
