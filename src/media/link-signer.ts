import { createHmac, timingSafeEqual } from "node:crypto";
import { FilmgateError } from "../core/errors.ts";
import { type Id, parseId } from "../core/ids.ts";
import { extensionOf } from "./media-types.ts";

/** What a signed link opens: a film, the picture that stands for it, or a client's own upload. */
export type LinkedPart = "film" | "cover" | "upload";

export interface SignedLink {
	readonly part: LinkedPart;
	/** The film's id (also for its cover), or the upload's. */
	readonly id: Id;
	/** Of the bytes behind the link; it must be one that is served. */
	readonly mime: string;
	/** Integer ms UTC. Links know whole seconds: a started one still counts. */
	readonly expiresAt: number;
}

export type LinkCheck =
	| {
			/** `expired` is said of genuine links only. */
			readonly kind: "valid" | "expired";
			readonly part: LinkedPart;
			readonly id: Id;
			readonly extension: string;
			readonly expiresAt: number;
	  }
	| { readonly kind: "forged" };

export interface LinkSigner {
	/** Path and query. The same thing with the same expiry gives the same link. */
	sign(link: SignedLink): string;
	/** Reads path and query of a request. A path, expiry or signature that is not as it was signed makes it forged. */
	verify(pathAndQuery: string, now: number): LinkCheck;
}

const LINK_PATH = /^\/(films|uploads)\/([0-9]{1,16})(\/cover)?\.([a-z0-9]{2,5})$/;
const EXPIRES = /^[1-9][0-9]{0,11}$/;

const PREFIXES: Readonly<Record<LinkedPart, string>> = { film: "/films", cover: "/films", upload: "/uploads" };

/** Signs links with HMAC-SHA256. The signature covers path and expiry, so a link can be neither moved nor extended. */
export function createLinkSigner(key: Buffer): LinkSigner {
	const signatureOf = (path: string, expires: string): Buffer =>
		createHmac("sha256", key).update(`${path}?expires=${expires}`).digest();

	return {
		sign({ part, id, mime, expiresAt }) {
			const extension = extensionOf(mime);
			if (extension === null) throw new FilmgateError("internal", "This type of film is not served.", { cause: mime });
			const path = `${PREFIXES[part]}/${id}${part === "cover" ? "/cover" : ""}.${extension}`;
			const expires = String(Math.ceil(expiresAt / 1000));
			return `${path}?expires=${expires}&signature=${signatureOf(path, expires).toString("base64url")}`;
		},

		verify(pathAndQuery, now) {
			const queryAt = pathAndQuery.indexOf("?");
			const path = queryAt < 0 ? pathAndQuery : pathAndQuery.slice(0, queryAt);
			const parameters = new URLSearchParams(queryAt < 0 ? "" : pathAndQuery.slice(queryAt));
			const match = LINK_PATH.exec(path);
			const part = match === null ? null : partOf(match);
			const id = parseId(match?.[2] ?? "");
			const expires = parameters.get("expires") ?? "";
			if (match === null || part === null || id === null || !EXPIRES.test(expires)) return { kind: "forged" };

			const given = parameters.get("signature") ?? "";
			const signature = Buffer.from(given, "base64url");
			const genuine = signatureOf(path, expires);
			// The text is compared too: Buffer.from would also read a signature with junk in it.
			if (signature.length !== genuine.length || signature.toString("base64url") !== given) return { kind: "forged" };
			if (!timingSafeEqual(signature, genuine)) return { kind: "forged" };
			const expiresAt = Number(expires) * 1000;
			return {
				kind: now < expiresAt ? "valid" : "expired",
				part,
				id,
				extension: match[4] ?? "",
				expiresAt,
			};
		},
	};
}

function partOf(match: RegExpExecArray): LinkedPart | null {
	const isCover = match[3] !== undefined;
	if (match[1] === "films") return isCover ? "cover" : "film";
	return isCover ? null : "upload";
}
