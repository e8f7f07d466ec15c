import { z } from "zod";

/**
 * A column that holds a value as JSON, with the version of its form. What comes back was checked, not believed; and
 * what goes in is checked too, for a row that cannot be read again would stand in the way of all the others.
 */
export interface JsonColumn<Value> {
	/** Throws for a value that `read` would not take. */
	write(value: Value): string;
	/** Throws for text that no release wrote in this form. */
	read(text: string): Value;
}

/**
 * The first (and so far only) form of a column. When the form changes, `read` has to go on understanding the old ones:
 * a row is written anew only when its thing changes.
 */
export function jsonColumn<Value>(schema: z.ZodType<Value>): JsonColumn<Value> {
	const envelope = z.object({ v: z.literal(1), data: schema });
	return {
		write: (value) => `{"v":1,"data":${JSON.stringify(schema.parse(value))}}`,
		read: (text) => envelope.parse(JSON.parse(text)).data,
	};
}
