import type { Warning } from "../../core/task.ts";
import { UNCARRIED_FIELDS } from "../../wire/openai/models.ts";
import type { Fields } from "./fields.ts";
import { OPEN_FIELDS } from "./read-open-fields.ts";

/** What the open servers' clients send along whatever the model is. */
export function unknownTo(model: string, fields: Fields): readonly Warning[] {
	return warnOf(fields, OPEN_FIELDS, `${model} has no such setting.`);
}

export function uncarried(fields: Fields): readonly Warning[] {
	const names = UNCARRIED_FIELDS.filter((name) => !isOne(name, fields));
	return warnOf(fields, names, "No engine of this server is told of this.");
}

/**
 * Fields of a new film that a call which goes on from another one does not have.
 * @param further those beside the ones that none of these calls has.
 */
export function keptFromSource(fields: Fields, further: readonly string[]): readonly Warning[] {
	const names = [...further, "size", "input_reference", "characters", ...OPEN_FIELDS];
	const warnings = warnOf(fields, names, "This call has no such setting: the video follows its source and its prompt.");
	return [...warnings, ...uncarried(fields)];
}

function warnOf(fields: Fields, names: readonly string[], message: string): readonly Warning[] {
	return names.filter((name) => fields.has(name)).map((setting) => ({ setting, message }));
}

/** One film is what everybody gets. */
function isOne(name: string, fields: Fields): boolean {
	const said = fields.value(name);
	return (name === "n" || name === "num_outputs_per_prompt") && (said === 1 || said === "1");
}
