import { FilmgateError } from "../core/errors.ts";
import { unreadable } from "./unreadable.ts";

/** A medium that came as text: where its bytes are, or the bytes themselves. */
export type MediumText =
	| { readonly kind: "link"; readonly link: string }
	| { readonly kind: "bytes"; readonly bytes: AsyncIterable<Uint8Array> };

const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const DATA_HEADER = /^data:([^,]{0,300}),/i;
/** Of the alphabet's characters, a multiple of four: each step but the last gives whole bytes. */
const STEP = 64 * 1024;

/**
 * Tells a link, a data URL and bare base64 apart. Base64 is decoded step by step while it is read, so a text of many
 * megabytes is never copied whole. White space in it is skipped; both alphabets and a missing padding are taken.
 */
export function readMediumText(text: string): MediumText {
	const start = text.search(/\S/);
	const head = text.slice(Math.max(0, start), start + 310);
	if (/^https?:/i.test(head)) return { kind: "link", link: text.trim() };
	const data = DATA_HEADER.exec(head);
	if (data !== null) {
		if (!/;\s*base64\s*$/i.test(data[1] ?? "")) throw unreadable("a data URL must be base64");
		return { kind: "bytes", bytes: decodeBase64(text, start + data[0].length) };
	}
	if (SCHEME.test(head)) throw new FilmgateError("link_refused", "only http and https links are fetched");
	return { kind: "bytes", bytes: decodeBase64(text, Math.max(0, start)) };
}

async function* decodeBase64(text: string, from: number): AsyncGenerator<Uint8Array> {
	let rest = "";
	let ended = false;
	for (let at = from; at < text.length; at += STEP) {
		const digits = text.slice(at, at + STEP).replaceAll(/\s+/g, "");
		const body = digits.replace(/=+$/, "");
		if (!/^[A-Za-z0-9+/_-]*$/.test(body) || (ended && body !== "")) throw notBase64();
		ended ||= body.length < digits.length;
		rest += body;
		const whole = rest.length - (rest.length % 4);
		if (whole > 0) yield Buffer.from(rest.slice(0, whole), "base64");
		rest = rest.slice(whole);
	}
	if (rest.length === 1) throw notBase64();
	if (rest.length > 0) yield Buffer.from(rest, "base64");
}

function notBase64(): FilmgateError {
	return unreadable("it is neither a link, nor a data URL, nor base64");
}
