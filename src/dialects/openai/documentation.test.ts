import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERROR_CODES } from "../../core/errors.ts";
import { VIDEO_FAULTS, VIDEO_STATUSES } from "../../wire/openai/codes.ts";
import {
	CHARACTER_NAME_LENGTH,
	EXTENSION,
	IMAGE_LIMITS,
	OPEN_RULES,
	PAGE_LIMIT,
	PROMPT_LENGTH,
	SORA_MODELS,
	VIDEO_LIMITS,
	VIDEO_SECONDS,
} from "../../wire/openai/models.ts";
import { pricesOf } from "../../wire/openai/prices.ts";
import { OPEN_FIELDS } from "./read-open-fields.ts";
import { openai } from "./dialect.ts";
import { RENDERINGS } from "./errors.ts";

/** What docs/dialects/openai.md says in numbers and words is what the tables say. */
const page = readFileSync(new URL("../../../docs/dialects/openai.md", import.meta.url), "utf8");
const text = page.replaceAll(/\s+/g, " ");
const MEBIBYTE = 1024 * 1024;

const cells = (name: string) => {
	const row = page.split("\n").find((line) => line.startsWith(`| ${name} |`)) ?? "";
	return row.split("|").map((cell) => cell.trim());
};

test("sizes, seconds and prices by model", () => {
	for (const [index, model] of ["sora-2", "sora-2-pro"].entries()) {
		expect(cells("`size`")[index + 2]).toBe(SORA_MODELS.get(model)?.sizes.join(", "));
		const prices = pricesOf(model).map(({ perSecond }) => `$${(perSecond / 1_000_000).toFixed(2)}`);
		const said = cells("price of a second")[index + 2] ?? "";
		expect(said.match(/\$\d+\.\d+/g)).toEqual(prices);
	}
	expect(cells("`seconds`")[2]).toContain(SORA_MODELS.get("sora-2")?.seconds.join(", "));
	expect(text).toContain(`have ${SORA_MODELS.get("sora-2")?.fps} frames a second`);
});

test("the bounds of everything else", () => {
	const { seconds, side, seed, fps, steps, guidance, shortSide, defaults } = OPEN_RULES;
	for (const said of [
		`${PROMPT_LENGTH.min} to ${PROMPT_LENGTH.max} characters`,
		`${seconds.min} to ${seconds.max}; a text or a number`,
		`even sides of ${side.min} to ${side.max}`,
		`\`seed\` (${seed.min} to ${seed.max})`,
		`\`fps\` (${fps.min} to ${fps.max})`,
		`\`num_inference_steps\` (${steps.min} to ${steps.max})`,
		`\`guidance_scale\` (${guidance.min} to ${guidance.max})`,
		`a short side of ${shortSide}`,
		`\`"${defaults.seconds}"\` and \`${defaults.size}\``,
		`up to ${IMAGE_LIMITS.maxBytes / MEBIBYTE} MiB, sides of ${IMAGE_LIMITS.minSide} to ${IMAGE_LIMITS.maxSide}`,
		`up to ${VIDEO_LIMITS.maxBytes / MEBIBYTE} MiB, ${VIDEO_SECONDS.max} seconds and sides of ${VIDEO_LIMITS.minSide} to ${VIDEO_LIMITS.maxSide}`,
		`\`name\` (${CHARACTER_NAME_LENGTH.min} to ${CHARACTER_NAME_LENGTH.max} characters)`,
		`\`limit\` ${PAGE_LIMIT.min} to ${PAGE_LIMIT.max}, ${PAGE_LIMIT.default} without`,
		`\`seconds\` (${EXTENSION.seconds.join(", ")})`,
		`up to ${EXTENSION.maxSeconds}; up to ${EXTENSION.times} extensions`,
		`${openai.bodyLimit / MEBIBYTE} MiB together`,
	]) {
		expect(text).toContain(said);
	}
	for (const field of OPEN_FIELDS) expect(text).toContain(`\`${field}\``);
});

test("every status, every reason and every error, in the row of its HTTP status", () => {
	for (const word of [...VIDEO_STATUSES, ...Object.values(VIDEO_FAULTS)]) expect(page).toContain(`| \`${word}\` |`);
	const rows = page.split("\n").filter((line) => /^\| \d{3}/.test(line));
	for (const code of ERROR_CODES) {
		const { status, code: said } = RENDERINGS[code];
		const own = rows.filter((line) => line.split("|")[1]?.includes(String(status))).join("\n");
		expect(own, code).toContain(said === null ? "null" : `\`${said}\``);
	}
});
