import { FilmgateError } from "../core/errors.ts";
import type { BlobStore } from "../core/ports/blob-store.ts";
import type { GuardedFetch } from "./fetch.ts";
import { findLinkedBytes, type LinkedBytesNeeds } from "./linked-bytes.ts";

export interface OwnLinksNeeds extends LinkedBytesNeeds {
	readonly blobs: Pick<BlobStore, "open">;
}

/** What every link of ours ends with, whatever host name and folder a proxy has put before it. */
const OWN_PATH = /\/(?:films|uploads)\/[0-9].*$/;

/**
 * Gets a link that a client chose, and reads what this server has signed from its own archive: a client may give back a
 * film, a cover or an upload by the link that it was given, also where that leads to an address which nobody may be sent to.
 * The signature is the right to read; nobody is asked.
 */
export function withOwnLinks(fetch: GuardedFetch, needs: OwnLinksNeeds): GuardedFetch {
	return async (link, limits) => {
		const path = pathOf(link);
		const kind = path === null ? "forged" : needs.signer.verify(path, needs.clock.now()).kind;
		if (path === null || kind === "forged") return await fetch(link, limits);
		if (kind === "expired") throw new FilmgateError("link_failed", "the link has expired");
		const { sha256, mime } = await findLinkedBytes(path, needs).catch((cause: unknown) => {
			throw new FilmgateError("link_failed", "what the link opened was deleted", { cause });
		});
		return { status: 200, mime, body: await needs.blobs.open(sha256), url: link };
	};
}

function pathOf(link: string): string | null {
	const url = URL.parse(link);
	if (url === null || !/^https?:$/.test(url.protocol)) return null;
	return OWN_PATH.exec(url.pathname + url.search)?.[0] ?? null;
}
