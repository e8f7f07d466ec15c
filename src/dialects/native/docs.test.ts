import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../../core/errors.ts";
import { MICROS_PER_DOLLAR } from "../../core/money.ts";
import { FAILURE_CODES, TASK_STATUSES } from "../../core/task.ts";
import { SHOWN } from "./errors.ts";
import { fieldTable } from "./fields.ts";
import { DEFAULT_MODEL, MODELS } from "./models.ts";
import { PRICES } from "./prices.ts";

/** What docs/dialects/native.md says in tables is what the tables of this folder say. */
const page = readFileSync(new URL("../../../docs/dialects/native.md", import.meta.url), "utf8");
const rows = page.split("\n").filter((line) => line.startsWith("| "));

test("every error code is in the row of its status", () => {
	for (const code of ERROR_CODES) {
		const row = rows.find((line) => line.startsWith(`| ${SHOWN[code].status} `));
		expect(row, code).toContain(`\`${code}\``);
	}
});

test("every field has a row, with its own bounds", () => {
	const rules = MODELS[DEFAULT_MODEL]!;
	for (const name of Object.keys(fieldTable(rules))) {
		expect(
			rows.filter((line) => line.startsWith(`| \`${name}\` |`)),
			name,
		).toHaveLength(1);
	}
	for (const name of ["seconds", "fps"] as const) {
		const { min, max, default: usual } = rules[name];
		expect(rows).toContain(`| \`${name}\` | ${min} to ${max} | ${usual} |`);
	}
});

test("every price is in its table, in its order", () => {
	const prices = PRICES.map(({ perSecond }) => `$${(perSecond / MICROS_PER_DOLLAR).toFixed(2)}`);
	expect(rows).toContain(`| a second | ${prices.join(" | ")} |`);
});

test("every status and every reason is named", () => {
	for (const word of [...TASK_STATUSES, ...FAILURE_CODES]) expect(page, word).toContain(`\`${word}\``);
});
