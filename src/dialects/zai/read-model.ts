import { FilmgateError, invalidField, missingField } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { ZAI_IMAGE_MODEL_NAMES } from "../../wire/zai/image-models.ts";
import { ZAI_MODEL_NAMES } from "../../wire/zai/models.ts";
import { presentValue } from "./fields.ts";

export interface ModelChoice<Name extends string> {
	/** The models of this endpoint. */
	readonly names: readonly Name[];
	/** What an absent `model` stands for; null where the wire demands one. */
	readonly otherwise: Name | null;
}

/** A model of the wire that another endpoint serves: the live service has a code of its own for it. */
export class ModelElsewhere extends FilmgateError {
	constructor(model: string, allowed: string) {
		super("unknown_model", `${model} is a model of another endpoint. Served here: ${allowed}.`, {
			field: "model",
			allowed,
		});
	}
}

const ALL_NAMES: readonly string[] = [...ZAI_MODEL_NAMES, ...ZAI_IMAGE_MODEL_NAMES];

export function readModel<Name extends string>(body: JsonObject, { names, otherwise }: ModelChoice<Name>): Name {
	const value = presentValue(body, "model") ?? otherwise;
	const allowed = names.join(", ");
	if (value === null) throw missingField("model", allowed);
	if (typeof value !== "string") throw invalidField("model", allowed);
	const model = names.find((name) => name === value);
	if (model !== undefined) return model;
	if (ALL_NAMES.includes(value)) throw new ModelElsewhere(value, allowed);
	// The live service's words for this, recorded; they are what clients look for.
	throw new FilmgateError("unknown_model", `modelCode: does not exist. Served: ${allowed}.`, {
		field: "model",
		allowed,
	});
}
