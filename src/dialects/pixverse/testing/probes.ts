import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { type Call, CALLS } from "../../../wire/pixverse/calls.ts";
import type { FieldRule, FieldTable } from "../../../wire/pixverse/field-rules.ts";
import { exampleOf, withoutFeature } from "./examples.ts";
import type { Given } from "./samples.ts";

/** One request about one field, and what the wire says about it. */
export interface Probe {
	readonly call: Call;
	readonly field: string;
	readonly about: "taken" | "another type" | "absent" | "outside" | "another model";
	readonly body: JsonObject;
	readonly errCode: number;
}

/** Everything that is asked about every field of every call with a JSON body. */
export function probesFor(given: Given): readonly Probe[] {
	return (Object.keys(CALLS) as Call[]).flatMap((call) =>
		Object.entries(CALLS[call].fields as FieldTable).flatMap(([field, rule]) => probesOf(call, { field, rule, given })),
	);
}

function probesOf(call: Call, { field, rule, given }: { field: string; rule: FieldRule; given: Given }): Probe[] {
	const body = exampleOf(call, field, given);
	const probes: Probe[] = [];
	const ask = (about: Probe["about"], changed: JsonObject, errCode: number) =>
		probes.push({ call, field, about, body: changed, errCode });
	ask("taken", body, 0);
	ask("another type", { ...body, [field]: otherType(rule) }, 400_013);
	if (rule.required === true) ask("absent", { ...body, [field]: null }, 400_011);
	const beyond = outside(rule);
	if (beyond !== null) ask("outside", { ...body, [field]: beyond }, tooFar(field, rule));
	const weak = withoutFeature(call, field, given);
	if (weak !== null) ask("another model", weak, 400_017);
	return probes;
}

function otherType({ type }: FieldRule): JsonValue {
	if (type === "text" || type === "choice") return 5;
	if (type === "flag") return "true";
	return type === "integer" ? "5" : "a list";
}

/** Null where every value of its type may be said. */
function outside(rule: FieldRule): JsonValue {
	switch (rule.type) {
		case "text":
			return rule.most === undefined ? null : "é".repeat(rule.most + 1);
		case "choice":
			return "no such word";
		case "integer":
			return rule.least === undefined ? null : rule.least - 1;
		case "flag":
			return rule.only === undefined ? null : true;
		default:
			return rule.most === undefined ? null : Array.from({ length: rule.most + 1 }, () => entry(rule.type));
	}
}

function entry(type: "integers" | "texts" | "objects"): JsonValue {
	return { integers: 1, texts: "1", objects: {} }[type];
}

function tooFar(field: string, rule: FieldRule): number {
	if (rule.type !== "text" || rule.prompt !== true) return 400_017;
	return field === "negative_prompt" ? 400_019 : 400_018;
}
