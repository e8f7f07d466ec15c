import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";

type Tree = string | Tree[] | Branch;
type Branch = { [key: string]: Tree };

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;
const DEEPEST = 4;

/**
 * Form fields as the nested object that they stand for: `video[id]` is a key of `video`, `tags[]` one more item of
 * `tags`, `characters[][id]` a key of its last item, or of the next one when that has such a key. A repeated plain name
 * counts as it was said last. Throws `conflicting_fields` when a name is used for a text and for something with parts,
 * `invalid_field` for one that has more parts than any field of a call.
 */
export function nest(fields: readonly (readonly [name: string, value: string])[]): JsonObject {
	const root = branch();
	for (const [name, value] of fields) {
		const [, first = name, rest = ""] = NAME.exec(name) ?? [];
		const path = [first, ...[...rest.matchAll(/\[([^\]]*)\]/g)].map(([, key = ""]) => key)];
		if (path.length > DEEPEST) throw invalidField(name, `a name of up to ${DEEPEST} parts`);
		place(root, path, { name, value });
	}
	return root;
}

interface Said {
	readonly name: string;
	readonly value: string;
}

function place(into: Branch, [key = "", ...rest]: readonly string[], said: Said): void {
	const present = into[key];
	if (rest.length === 0) {
		if (present !== undefined && typeof present !== "string") throw clash(said.name);
		into[key] = said.value;
	} else if (isIndex(rest[0])) {
		const list = present ?? [];
		if (!Array.isArray(list)) throw clash(said.name);
		into[key] = list;
		append(list, rest.slice(1), said);
	} else {
		const inner = present ?? branch();
		if (typeof inner === "string" || Array.isArray(inner)) throw clash(said.name);
		into[key] = inner;
		place(inner, rest, said);
	}
}

function append(list: Tree[], path: readonly string[], said: Said): void {
	const [key] = path;
	if (key === undefined) {
		list.push(said.value);
		return;
	}
	const last = list.at(-1);
	if (typeof last === "string" || Array.isArray(last)) throw clash(said.name);
	const item = last === undefined || key in last ? branch() : last;
	if (item !== last) list.push(item);
	place(item, path, said);
}

/** `[]` or `[0]`: items count in the order in which they come. */
function isIndex(key: string | undefined): boolean {
	return key !== undefined && /^\d*$/.test(key);
}

/** Without a prototype: a field may have any name. */
function branch(): Branch {
	return Object.create(null) as Branch;
}

function clash(name: string): FilmgateError {
	return new FilmgateError("conflicting_fields", `${name} contradicts another field of the form.`, { field: name });
}
