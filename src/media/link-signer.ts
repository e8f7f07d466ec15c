import { createHmac, timingSafeEqual } from "node:crypto";
import { FilmgateError } from "../core/errors.ts";
import { type Id, parseId } from "../core/ids.ts";
import { extensionOf } from "./media-types.ts";

/** What a signed link opens: the film itself, or the picture that stands for it. */
export type FilmPart = "film" | "cover";

export interface FilmLink {
	readonly filmId: Id;
	readonly part: FilmPart;
	/** Of the bytes behind the link; it must be one that is served. */
	readonly mime: string;
	/** Integer ms UTC. Links know whole seconds: a started one still counts. */
	readonly expiresAt: number;
}

export type LinkCheck =
	| {
			/** `expired` is said of genuine links only. */
			readonly kind: "valid" | "expired";
			readonly filmId: Id;
			readonly part: FilmPart;
			readonly extension: string;
			readonly expiresAt: number;
	  }
	| { readonly kind: "forged" };

export interface LinkSigner {
	/** Path and query. The same film with the same expiry gives the same link. */
	sign(link: FilmLink): string;
	/** Reads path and query of a request. A path, expiry or signature that is not as it was signed makes it forged. */
	verify(pathAndQuery: string, now: number): LinkCheck;
}

const FILM_PATH = /^\/films\/([0-9]{1,16})(\/cover)?\.([a-z0-9]{2,5})$/;
const EXPIRES = /^[1-9][0-9]{0,11}$/;

/** Signs film links with HMAC-SHA256. The signature covers path and expiry, so a link can be neither moved nor extended. */
export function createLinkSigner(key: Buffer): LinkSigner {
	const signatureOf = (path: string, expires: string): Buffer =>
		createHmac("sha256", key).update(`${path}?expires=${expires}`).digest();

	return {
		sign({ filmId, part, mime, expiresAt }) {
			const extension = extensionOf(mime);
			if (extension === null) throw new FilmgateError("internal", "This type of film is not served.", { cause: mime });
			const path = part === "film" ? `/films/${filmId}.${extension}` : `/films/${filmId}/cover.${extension}`;
			const expires = String(Math.ceil(expiresAt / 1000));
			return `${path}?expires=${expires}&signature=${signatureOf(path, expires).toString("base64url")}`;
		},

		verify(pathAndQuery, now) {
			const queryAt = pathAndQuery.indexOf("?");
			const path = queryAt < 0 ? pathAndQuery : pathAndQuery.slice(0, queryAt);
			const parameters = new URLSearchParams(queryAt < 0 ? "" : pathAndQuery.slice(queryAt));
			const match = FILM_PATH.exec(path);
			const filmId = parseId(match?.[1] ?? "");
			const expires = parameters.get("expires") ?? "";
			if (match === null || filmId === null || !EXPIRES.test(expires)) return { kind: "forged" };

			const given = parameters.get("signature") ?? "";
			const signature = Buffer.from(given, "base64url");
			const genuine = signatureOf(path, expires);
			// The text is compared too: Buffer.from would also read a signature with junk in it.
			if (signature.length !== genuine.length || signature.toString("base64url") !== given) return { kind: "forged" };
			if (!timingSafeEqual(signature, genuine)) return { kind: "forged" };
			const expiresAt = Number(expires) * 1000;
			return {
				kind: now < expiresAt ? "valid" : "expired",
				filmId,
				part: match[2] === undefined ? "film" : "cover",
				extension: match[3] ?? "",
				expiresAt,
			};
		},
	};
}
