import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../../core/errors.ts";
import { MICROS_PER_DOLLAR } from "../../core/money.ts";
import { FAILURE_CODES, TASK_STATUSES } from "../../core/task.ts";
import { SHOWN } from "./errors.ts";
import { FIELDS } from "./fields.ts";
import { RULES } from "./models.ts";
import { PRICES } from "./prices.ts";
import { heedRows, operationRows } from "./testing/doc-rows.ts";

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
	const heeds = heedRows();
	const described = rows.filter((line) => !heeds.includes(line));
	for (const name of ["model", ...Object.keys(FIELDS)]) {
		expect(
			described.filter((line) => line.startsWith(`| \`${name}\` |`)),
			name,
		).toHaveLength(1);
	}
	const { min, max, default: usual } = RULES.fps;
	expect(rows).toContain(`| \`fps\` | ${min} to ${max} | ${usual} |`);
	for (const word of ["style", "camera", "movement", "quality", "thinking"] as const) {
		const row = described.find((line) => line.startsWith(`| \`${word}\` |`));
		for (const value of FIELDS[word].allowed.split(", ")) expect(row, word).toContain(`\`${value}\``);
	}
});

test("every operation has its row, and every wish says who heeds it", () => {
	for (const row of [...operationRows(), ...heedRows()]) expect(rows).toContain(row);
});

test("every price is in its table, in its order", () => {
	const prices = PRICES.map(({ perSecond }) => `$${(perSecond / MICROS_PER_DOLLAR).toFixed(2)}`);
	expect(rows).toContain(`| a second | ${prices.join(" | ")} |`);
});

test("every status and every reason is named", () => {
	for (const word of [...TASK_STATUSES, ...FAILURE_CODES]) expect(page, word).toContain(`\`${word}\``);
});
