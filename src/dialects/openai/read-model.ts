import { FilmgateError, invalidField } from "../../core/errors.ts";
import { DEFAULT_MODEL, SORA_MODELS } from "../../wire/openai/models.ts";
import type { Fields } from "./fields.ts";

/**
 * The model that a body names, by the vendor's name or by one that this server has a route for.
 * @param otherwise what an absent `model` stands for.
 */
export function readModel(fields: Fields, served: readonly string[], otherwise: string = DEFAULT_MODEL): string {
	const said = fields.value("model");
	if (said === null) return otherwise;
	const allowed = [...SORA_MODELS.keys(), ...served].join(", ");
	if (typeof said !== "string") throw invalidField("model", allowed);
	if (SORA_MODELS.has(said) || served.includes(said)) return said;
	throw new FilmgateError("unknown_model", `There is no model of this name: allowed is ${allowed}.`, {
		field: "model",
		allowed,
	});
}
