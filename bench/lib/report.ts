import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Machine } from "./machine.ts";
import type { Effort, Goal, Line } from "./row.ts";

/** What one run of the bench found. */
export interface Findings {
	readonly machine: Machine;
	readonly effort: Effort;
	readonly lines: readonly Line[];
}

const RESULTS = new URL("../results/", import.meta.url);
const README = new URL("../../README.md", import.meta.url);
const MARKED = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;

/** Writes the table where people look for it. */
export function writeReport(findings: Findings): void {
	const table = toMarkdown(findings);
	mkdirSync(RESULTS, { recursive: true });
	writeFileSync(new URL("latest.json", RESULTS), `${JSON.stringify(findings, null, "\t")}\n`);
	writeFileSync(new URL("latest.md", RESULTS), `# Bench\n\n${table}`);
	if (!existsSync(README)) return;
	const readme = readFileSync(README, "utf8");
	if (MARKED.test(readme))
		writeFileSync(
			README,
			readme.replace(MARKED, (_all, begin, end) => `${begin}${table}${end}`),
		);
}

export function toMarkdown({ machine, effort, lines }: Findings): string {
	const { cpu, cores, memoryGiB, kernel, node, date, loadBefore } = machine;
	const rows = lines.map(
		({ what, reached, beside, goals }) => `| ${what} | ${reached} | ${beside} | ${goals.map(spellGoal).join("; ")} |`,
	);
	return `${[
		`${date} UTC, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${kernel}, Node ${node}, load ${loadBefore} before the run.`,
		`Medians of ${effort.rounds} interleaved rounds; ratios are medians of the ratios within each round.`,
		"",
		"| what | reached | beside it, same run | goals |",
		"| --- | --- | --- | --- |",
		...rows,
	].join("\n")}\n`;
}

function spellGoal({ goal, met }: Goal): string {
	return `${goal} ${met ? "✓" : "✗"}`;
}
