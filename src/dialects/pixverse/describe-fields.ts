import type { JsonObject } from "../../core/json.ts";
import { type Call, CALLS } from "../../wire/pixverse/calls.ts";
import type { FieldRule, FieldTable } from "../../wire/pixverse/field-rules.ts";
import { type ModelCall, modelsFor, modelsWith, rulesOf } from "../../wire/pixverse/models.ts";

/** A call's body as a JSON Schema, from the table that requests are checked against. */
export function describeBody(call: Call): JsonObject {
	const table: FieldTable = CALLS[call].fields;
	return "model" in table ? withModels(describeTable(table), call as ModelCall) : describeTable(table);
}

export function describeTable(table: FieldTable): JsonObject {
	const rules = Object.entries(table);
	return {
		type: "object",
		properties: Object.fromEntries(rules.map(([name, rule]) => [name, describeField(rule)])),
		required: rules.filter(([, rule]) => rule.required === true).map(([name]) => name),
	};
}

/** What the models of a call differ in: which they are, and how long their films may be. */
function withModels(body: JsonObject, call: ModelCall): JsonObject {
	const models = modelsFor(call);
	const { properties } = body as { properties: JsonObject };
	const seconds = models.flatMap((model) => [...rulesOf(model).durations, ...rulesOf(model).durationsAt1080p]);
	const duration = {
		type: "integer",
		// A film among a fusion's references is the measure itself.
		minimum: call === "fusion" ? 0 : Math.min(...seconds),
		maximum: Math.max(...seconds),
		description: `Seconds. ${spellDurations(call)}${call === "fusion" ? " 0 with `video_references`." : ""}`,
	};
	return {
		...body,
		properties: {
			...properties,
			model: { type: "string", enum: models },
			...("duration" in properties ? { duration } : {}),
		},
	};
}

function spellDurations(call: ModelCall): string {
	const groups = Map.groupBy(modelsFor(call), (model) => {
		const { durations, durationsAt1080p } = rulesOf(model);
		const [usual, large] = [spell(durations), spell(durationsAt1080p)];
		return usual === large ? usual : `${usual}, at 1080p ${large}`;
	});
	return [...groups].map(([lengths, models]) => `${models.join(", ")}: ${lengths}.`).join(" ");
}

function spell(seconds: readonly number[]): string {
	return seconds.length > 3 ? `${seconds[0]} to ${seconds.at(-1)}` : seconds.join(", ");
}

function describeField(rule: FieldRule): JsonObject {
	const { needs, ours } = rule;
	const parts = [
		...(needs === undefined ? [] : [`${plainOf(rule)} ${modelsWith(needs).join(", ")} only.`]),
		...(rule.type === "flag" && rule.only !== undefined ? [`True belongs to ${rule.only}.`] : []),
		...(ours === undefined ? [] : [`${ours.charAt(0).toUpperCase()}${ours.slice(1)}.`]),
	];
	const schema = schemaOf(rule);
	return {
		...(rule.required === true ? schema : orNull(schema)),
		...(parts.length === 0 ? {} : { description: parts.join(" ") }),
	};
}

function plainOf(rule: FieldRule): string {
	return rule.type === "choice" && rule.plain !== undefined ? `Others than \`${rule.plain}\` with` : "With";
}

function schemaOf(rule: FieldRule): JsonObject {
	switch (rule.type) {
		case "text":
			return {
				type: "string",
				...between(["minLength", "maxLength"], { least: rule.required ? 1 : undefined, most: rule.most }),
			};
		case "choice":
			return { type: "string", enum: [...rule.choices] };
		case "integer":
			return { type: "integer", ...between(["minimum", "maximum"], rule) };
		case "flag":
			return rule.only === undefined ? { type: "boolean" } : { type: "boolean", enum: [false] };
		default:
			return listOf(rule);
	}
}

type ListRule = Extract<FieldRule, { readonly entries?: unknown }>;

function listOf({ type, entries, ...bounds }: ListRule): JsonObject {
	const list = { type: "array", ...between(["minItems", "maxItems"], bounds) };
	if (type === "texts") return { ...list, items: { type: "string" } };
	if (type === "objects") return { ...list, items: describeTable(entries ?? {}) };
	// One number is a list of one.
	return { anyOf: [{ ...list, items: { type: "integer" } }, { type: "integer" }] };
}

interface Bounds {
	readonly least?: number | undefined;
	readonly most?: number | undefined;
}

function between([from, to]: readonly [string, string], { least, most }: Bounds): JsonObject {
	return { ...(least === undefined ? {} : { [from]: least }), ...(most === undefined ? {} : { [to]: most }) };
}

function orNull(schema: JsonObject): JsonObject {
	const { type, anyOf, enum: choices } = schema;
	if (Array.isArray(anyOf)) return { ...schema, anyOf: [...anyOf, { type: "null" }] };
	return { ...schema, type: [type as string, "null"], ...(Array.isArray(choices) ? { enum: [...choices, null] } : {}) };
}
