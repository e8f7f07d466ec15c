import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { DialectRequest } from "../dialect.ts";

export interface PageRules {
	readonly number: string;
	readonly size: string;
	/** What a page holds unless the client says. */
	readonly usual: number;
}

const LARGEST_PAGE = 100;

/** The part of a list that a query asks for; all of a short list when it asks for nothing. */
export function pageOf<Item>(list: readonly Item[], { query }: DialectRequest, rules: PageRules): readonly Item[] {
	const number = readNumber(query[rules.number], rules.number, { usual: 1, most: 1_000_000 });
	const size = readNumber(query[rules.size], rules.size, { usual: rules.usual, most: LARGEST_PAGE });
	return list.slice((number - 1) * size, number * size);
}

function readNumber(text: string | undefined, field: string, { usual, most }: { usual: number; most: number }): number {
	if (text === undefined || text === "") return usual;
	if (!/^\d{1,9}$/.test(text)) {
		throw new FilmgateError("malformed_body", `${field} has the wrong type: allowed is a number.`, { field });
	}
	const number = Number(text);
	if (number < 1 || number > most) throw invalidField(field, `1 to ${most}`);
	return number;
}
