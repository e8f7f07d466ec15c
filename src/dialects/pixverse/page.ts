import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { DialectRequest } from "../dialect.ts";
import { readObject } from "./fields.ts";

export interface PageRules {
	readonly number: string;
	readonly size: string;
	/** What a page holds unless the client says. */
	readonly usual: number;
}

const LARGEST_PAGE = 100;
/** Bytes of a body that holds two numbers. */
const LARGEST_BODY = 4_096;

/**
 * The part of a list that is asked for, in the query or, as the vendor's guide has it, in a body of the GET; all of a
 * short list when nothing is asked for. The query wins.
 */
export async function pageOf<Item>(
	list: readonly Item[],
	request: DialectRequest,
	rules: PageRules,
): Promise<readonly Item[]> {
	const body = hasBody(request) ? await readSmallBody(request) : {};
	const asked = (name: string) => request.query[name] ?? body[name];
	const number = readNumber(asked(rules.number), rules.number, { usual: 1, most: 1_000_000 });
	const size = readNumber(asked(rules.size), rules.size, { usual: rules.usual, most: LARGEST_PAGE });
	return list.slice((number - 1) * size, number * size);
}

function hasBody({ headers }: DialectRequest): boolean {
	return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

async function readSmallBody(request: DialectRequest): Promise<JsonObject> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of request.stream()) {
		bytes += chunk.length;
		if (bytes > LARGEST_BODY) throw new FilmgateError("malformed_body", "The body is too large for a page.");
		chunks.push(chunk);
	}
	try {
		return readObject(JSON.parse(new TextDecoder().decode(joined(chunks, bytes))) as JsonValue);
	} catch (cause) {
		throw new FilmgateError("malformed_body", "The body is not a JSON object.", { cause });
	}
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
	const whole = new Uint8Array(bytes);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.length;
	}
	return whole;
}

/** A number, also in quotes: the schema calls it a string. */
function readNumber(
	value: JsonValue | undefined,
	field: string,
	{ usual, most }: { usual: number; most: number },
): number {
	if (value === undefined || value === null || value === "") return usual;
	if (!/^\d{1,9}$/.test(String(value))) {
		throw new FilmgateError("malformed_body", `${field} has the wrong type: allowed is a number.`, { field });
	}
	const number = Number(value);
	if (number < 1 || number > most) throw invalidField(field, `1 to ${most}`);
	return number;
}
