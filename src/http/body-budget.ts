import type { IncomingHttpHeaders } from "node:http";
import { FilmgateError } from "../core/errors.ts";

/** Bounds the bytes of all request bodies that are held in memory at one time. */
export class BodyBudget {
	readonly #mostBytes: number;
	#held = 0;

	constructor(mostBytes: number) {
		this.#mostBytes = mostBytes;
	}

	/** Bytes that are set aside at the moment. */
	get held(): number {
		return this.#held;
	}

	/** Sets bytes aside; the returned function gives them back, once. Throws `busy` when there are not enough left. */
	take(bytes: number): () => void {
		if (this.#held + bytes > this.#mostBytes && this.#held > 0) {
			throw new FilmgateError("busy", "Too many large requests are being read at the moment.", { retryAfterMs: 1_000 });
		}
		this.#held += bytes;
		let given = false;
		return () => {
			if (given) return;
			given = true;
			this.#held -= bytes;
		};
	}
}

/** The most bytes that a body can come to: as declared, or the cap when its client does not say. */
export function bytesOfBody(headers: IncomingHttpHeaders, cap: number): number {
	const unknown = headers["transfer-encoding"] === undefined ? 0 : cap;
	return Math.min(Number(headers["content-length"] ?? unknown), cap);
}
