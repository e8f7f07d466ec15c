import { OPERATIONS, type Operation } from "../../../core/order.ts";
import { OPERATION_RULES, type OperationRules, WISHES } from "../operations.ts";
import { SHARES } from "../prices.ts";

/** The rows of docs/dialects/native.md that follow from the table of operations. */
export function operationRows(): readonly string[] {
	return OPERATIONS.map((operation) => {
		const { inputs, prompt, needs, length } = OPERATION_RULES[operation];
		const roles = Object.entries(inputs).map(([role, count]) => `${countOf(count)} \`${role}\``);
		const also = needs.map((group) => group.map((need) => `\`${need}\``).join(" or "));
		const cells = [`\`${operation}\``, roles.join(", "), PROMPTS[prompt], also.join("; "), LENGTHS[length]];
		return `| ${[...cells, `× ${SHARES[operation]}`].join(" | ")} |`;
	});
}

const PROMPTS: Readonly<Record<OperationRules["prompt"], string>> = { needed: "needed", taken: "heeded", unused: "" };

const LENGTHS: Readonly<Record<OperationRules["length"], string>> = {
	asked: "`seconds`",
	source: "the source's",
	added: "the source's and `seconds`",
	stretches: "its stretches'",
	none: "a still picture",
};

function countOf({ min, max }: { readonly min: number; readonly max: number }): string {
	if (min === max) return String(min);
	return min === 0 ? `up to ${max}` : `${min} to ${max}`;
}

/** Which operations heed which wishes, wishes of the same ones together. */
export function heedRows(): readonly string[] {
	const groups = new Map<string, string[]>();
	for (const wish of WISHES) {
		const by = heedersOf((rules) => rules.heeds.includes(wish));
		groups.set(by, [...(groups.get(by) ?? []), `\`${wish}\``]);
	}
	return [...groups].map(([by, wishes]) => `| ${wishes.join(", ")} | ${by} |`);
}

function heedersOf(heeds: (rules: OperationRules) => boolean): string {
	const list = (names: readonly Operation[]) => names.map((name) => `\`${name}\``).join(", ");
	const heeders = OPERATIONS.filter((operation) => heeds(OPERATION_RULES[operation]));
	const others = OPERATIONS.filter((operation) => !heeders.includes(operation));
	return heeders.length > others.length ? `all but ${list(others)}` : list(heeders);
}
