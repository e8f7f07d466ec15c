import type { CallOptions } from "./pages.ts";

export interface CreateOptions extends CallOptions {
	/** Names what is made: the same key never makes a second one. Default: a new one for each call. */
	idempotencyKey?: string;
}

/** The header that lets a request be sent again, under the key that is given or a new one. */
export function nameRequest({ idempotencyKey = mintKey() }: CreateOptions): Record<string, string> {
	return { "idempotency-key": idempotencyKey };
}

/** Unlike any other: from the platform where it has a source of chance, else from the hour and two random numbers. */
function mintKey(): string {
	const random = () => Math.random().toString(36).slice(2);
	return globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${random()}-${random()}`;
}
