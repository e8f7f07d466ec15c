import { type Call, CALLS } from "../../../wire/pixverse/calls.ts";
import type { FieldRule, FieldTable } from "../../../wire/pixverse/field-rules.ts";
import { MODEL_NAMES, rulesOf } from "../../../wire/pixverse/models.ts";
import { allowedBy } from "../fields.ts";
import type { Checked } from "./answers.ts";
import type { Probe } from "./probes.ts";
import { renderPrices } from "./render-prices.ts";
import { table } from "./table.ts";

const HEAD = `# PixVerse, field by field

Written by the test run, from the tables in \`src/wire/pixverse\` and from what the server answered; do not edit. A field is
*as documented* when the server took it, and refused it (naming it) when it was of another type (400013), absent though
required (400011), outside of what it allows (400017; a prompt 400018, a negative prompt 400019) or not to be had with the
model (400017). *Ours* marks what no source settles.
`;

export function renderPage(probes: readonly Probe[], answers: readonly Checked[]): string {
	const calls = (Object.keys(CALLS) as Call[]).map((call) => renderCall(call, probes));
	return [
		HEAD,
		"## Models\n",
		renderModels(),
		renderPrices(),
		"## Calls\n",
		...calls,
		"## Answers\n",
		...answers.map(renderAnswer),
	].join("\n");
}

function renderModels(): string {
	const rows = MODEL_NAMES.map((name) => {
		const { calls, durations, durationsAt1080p, aspectRatios, references, features } = rulesOf(name);
		return [
			name,
			calls.join(", "),
			spell(durations),
			spell(durationsAt1080p),
			aspectRatios.join(" "),
			references,
			features.join(", "),
		];
	});
	return table(["model", "calls", "seconds", "at 1080p", "ratios", "pictures of a fusion", "besides"], rows);
}

function spell(seconds: readonly number[]): string {
	return seconds.length > 3 ? `${seconds[0]} to ${seconds.at(-1)}` : seconds.join(", ");
}

function renderCall(call: Call, probes: readonly Probe[]): string {
	const own = probes.filter((probe) => probe.call === call);
	const rows = Object.entries(CALLS[call].fields as FieldTable).flatMap(([name, rule]) => [
		renderField(name, rule, own),
		...("entries" in rule ? Object.entries(rule.entries ?? {}) : []).map(([inner, entryRule]) =>
			renderField(`${name}[0].${inner}`, entryRule, own),
		),
	]);
	return `### \`POST ${CALLS[call].path}\`\n\n${table(["field", "type", "required", "allowed", "answered"], rows)}`;
}

function renderField(name: string, rule: FieldRule, probes: readonly Probe[]): readonly string[] {
	const asked = probes.filter(({ field }) => field === name).length;
	const spelled = name.replace("[0]", "[]");
	return [`\`${spelled}\``, rule.type, rule.required === true ? "yes" : "", allowedOf(rule), answerOf(rule, asked)];
}

function allowedOf(rule: FieldRule): string {
	return rule.needs === undefined ? allowedBy(rule) : `${allowedBy(rule)}; needs ${rule.needs}`;
}

function answerOf({ ours }: FieldRule, probes: number): string {
	const asked = `as documented (${probes} requests)`;
	return ours === undefined ? asked : `${asked}; ours: ${ours}`;
}

function renderAnswer({ call, shape }: Checked): string {
	const rows = Object.entries(shape).map(([name, type]) => {
		const [plain, ours] = type.split(", ");
		return [`\`${name}\``, plain ?? "", ours === undefined ? "as documented" : "ours"];
	});
	return `### \`${call}\`\n\n${table(["field", "type", "answered"], rows)}`;
}
