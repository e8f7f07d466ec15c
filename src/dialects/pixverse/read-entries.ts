import { FilmgateError } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Body, FieldTable } from "../../wire/pixverse/field-rules.ts";
import { readBody } from "./fields.ts";

/** Reads the objects of a list, each by the same table; an error names the entry and its field. */
export function readEntries<Table extends FieldTable>(
	list: readonly JsonValue[],
	name: string,
	table: Table,
): readonly Body<Table>[] {
	return list.map((entry, index) => {
		try {
			return readBody(entry, table);
		} catch (thrown) {
			throw inEntry(thrown, `${name}[${index}].`);
		}
	});
}

/** The error of an entry of a list, with its place before the name of its field. */
export function inEntry(thrown: unknown, where: string): unknown {
	if (!(thrown instanceof FilmgateError) || thrown.field === null) return thrown;
	const { code, message, field, allowed, cause } = thrown;
	return new FilmgateError(code, where + message, { field: where + field, allowed, cause });
}
