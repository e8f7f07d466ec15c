import { withoutScript } from "../../core/script.ts";
import type { Warning } from "../../core/task.ts";
import type { Operation } from "../../core/order.ts";
import type { Fields } from "./fields.ts";
import type { NamedInput } from "./inputs.ts";
import { OPERATION_RULES, WISHES } from "./operations.ts";

/** Wishes that were understood and come to nothing. `fields` are those that were sent, heeded or not. */
export function findWarnings(operation: Operation, fields: Fields, inputs: readonly NamedInput[]): readonly Warning[] {
	const { heeds, prompt } = OPERATION_RULES[operation];
	const message = `${operation} has no use for it; it was left out.`;
	const passedOver = WISHES.filter((wish) => fields[wish] !== null && !heeds.includes(wish));
	const warnings: Warning[] = passedOver.map((setting) => ({ setting, message }));
	const words = withoutScript(fields.prompt ?? "");
	if (prompt === "unused" && words !== "") warnings.push({ setting: "prompt", message });
	for (const { field, name } of inputs) {
		if (name === null || words.includes(`@${name}`)) continue;
		warnings.push({ setting: `${field}.name`, message: `The prompt does not say @${name}.` });
	}
	return warnings;
}
