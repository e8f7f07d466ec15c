import type { JsonObject, JsonValue } from "../../../core/json.ts";
import { type Call, CALLS } from "../../../wire/pixverse/calls.ts";
import type { FieldRule, FieldTable } from "../../../wire/pixverse/field-rules.ts";
import { besideInEntry, exampleOf, withoutFeature } from "./examples.ts";
import type { Given } from "./samples.ts";

/** One request about one field, and what the wire says about it. */
export interface Probe {
	readonly call: Call;
	readonly field: string;
	readonly about: "taken" | "another type" | "absent" | "outside" | "another model";
	readonly body: JsonObject;
	readonly errCode: number;
}

/** Everything that is asked about every field of every call with a JSON body, and of the objects in its lists. */
export function probesFor(given: Given): readonly Probe[] {
	return (Object.keys(CALLS) as Call[]).flatMap((call) =>
		Object.entries(CALLS[call].fields as FieldTable).flatMap(([field, rule]) => {
			const body = exampleOf(call, field, given);
			const put = (value: JsonValue) => ({ ...body, [field]: value });
			const place: Place = { call, field, rule, body, put, weak: withoutFeature(call, field, given) };
			return [...probesOf(place), ...entriesOf(place, given).flatMap(probesOf)];
		}),
	);
}

/** A field with a body that it is taken in. */
interface Place {
	readonly call: Call;
	/** In the first entry of a list: `list[0].field`. */
	readonly field: string;
	readonly rule: FieldRule;
	readonly body: JsonObject;
	/** The body with another value. */
	put(value: JsonValue): JsonObject;
	/** A body whose model does not have the field; null where every model has. */
	readonly weak: JsonObject | null;
}

function entriesOf({ call, field, rule, body }: Place, given: Given): readonly Place[] {
	if (!("entries" in rule) || rule.entries === undefined) return [];
	const [first, ...others] = body[field] as readonly JsonObject[];
	return Object.entries(rule.entries).map(([name, entryRule]) => {
		const entry = { ...first, ...besideInEntry(`${field} ${name}`, given) };
		const put = (value: JsonValue) => ({ ...body, [field]: [{ ...entry, [name]: value }, ...others] });
		const whole = { ...body, [field]: [entry, ...others] };
		return { call, field: `${field}[0].${name}`, rule: entryRule, body: whole, put, weak: null };
	});
}

function probesOf({ call, field, rule, body, put, weak }: Place): Probe[] {
	const probes: Probe[] = [];
	const ask = (about: Probe["about"], changed: JsonObject, errCode: number) =>
		probes.push({ call, field, about, body: changed, errCode });
	ask("taken", body, 0);
	ask("another type", put(otherType(rule)), 400_013);
	if (rule.required === true) ask("absent", put(null), 400_011);
	for (const beyond of outside(rule)) ask("outside", put(beyond), tooFar(field, rule));
	if (weak !== null) ask("another model", weak, 400_017);
	return probes;
}

function otherType({ type }: FieldRule): JsonValue {
	if (type === "text" || type === "choice") return 5;
	if (type === "flag") return "true";
	return type === "integer" ? "5" : "a list";
}

/** None where every value of its type may be said. */
function outside(rule: FieldRule): readonly JsonValue[] {
	switch (rule.type) {
		case "text":
			return rule.most === undefined ? [] : ["é".repeat(rule.most + 1)];
		case "choice":
			return ["no such word"];
		case "integer":
			return [
				...(rule.least === undefined ? [] : [rule.least - 1]),
				...(rule.most === undefined ? [] : [rule.most + 1]),
			];
		case "flag":
			return rule.only === undefined ? [] : [true];
		default:
			return rule.most === undefined ? [] : [Array.from({ length: rule.most + 1 }, () => entry(rule.type))];
	}
}

function entry(type: "integers" | "texts" | "objects"): JsonValue {
	return { integers: 1, texts: "1", objects: {} }[type];
}

function tooFar(field: string, rule: FieldRule): number {
	if (rule.type !== "text" || rule.prompt !== true) return 400_017;
	return field === "negative_prompt" ? 400_019 : 400_018;
}
