import { invalidField } from "../../core/errors.ts";
import { LONGEST_REFERENCE_NAME } from "../../wire/pixverse/limits.ts";

/** A name with the field that gives it. */
export interface Named {
	readonly name: string;
	readonly field: string;
}

const ALLOWED = `up to ${LONGEST_REFERENCE_NAME} letters, digits, underscores and spaces, not at its ends`;

/** Every name is well formed, there once, and used by the prompt as `@name`. */
export function checkNames(prompt: string, named: readonly Named[]): void {
	const names = named.map(({ name }) => name);
	for (const [index, { name, field }] of named.entries()) {
		if (name.length > LONGEST_REFERENCE_NAME || !/^\w+( +\w+)*$/.test(name)) throw invalidField(field, ALLOWED);
		if (names.indexOf(name) < index) throw invalidField(field, "a name that no other reference has");
	}
	const used = namesIn(prompt, names);
	for (const { name, field } of named) {
		if (!used.has(name)) throw invalidField(field, `a name that the prompt uses as "@${name}", followed by a space`);
	}
}

/** What a prompt calls by `@name`: the longest name that fits counts, and a letter or digit may not follow it. */
export function namesIn(prompt: string, names: readonly string[]): ReadonlySet<string> {
	const longestFirst = [...names].sort((a, b) => b.length - a.length);
	const used = new Set<string>();
	for (const part of prompt.split("@").slice(1)) {
		const name = longestFirst.find((each) => part.startsWith(each) && !/^\w/.test(part.slice(each.length)));
		if (name !== undefined) used.add(name);
	}
	return used;
}
