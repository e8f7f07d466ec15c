import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Warning } from "../../core/task.ts";
import { presentValue } from "./fields.ts";

/** A field that the vendor's own clients can send and no page describes. What it asks for is not done here; its task says so. */
interface Unheeded {
	readonly field: string;
	/** Whether this value asks for anything. Whatever it holds is accepted. */
	readonly asks: (value: JsonValue) => boolean;
	readonly message: string;
}

const anything = () => true;

const MODERATION: Unheeded = {
	field: "sensitive_word_check",
	asks: (value) => typeof value === "object" && value !== null && "status" in value && value.status === "DISABLE",
	message: "Moderation is the operator's; a request cannot switch it off.",
};

export const UNHEEDED_BY_FILMS: readonly Unheeded[] = [
	MODERATION,
	{
		field: "off_peak",
		asks: (value) => value === true,
		message: "There are no cheaper hours here; the task runs as soon as an engine is free.",
	},
	{
		field: "prompt_opt_model",
		asks: anything,
		message: "No model rewrites prompts here; the engine gets this one as it is.",
	},
	{ field: "id", asks: anything, message: "Tasks get their ids from the server." },
];

export const UNHEEDED_BY_IMAGES: readonly Unheeded[] = [
	MODERATION,
	{ field: "n", asks: (value) => value !== 1, message: "Each request makes one image." },
	{
		field: "response_format",
		asks: (value) => value !== "url",
		message: "Images are answered as links.",
	},
	{ field: "style", asks: anything, message: "Images have no styles here but those that a prompt asks for." },
];

/** One warning for each field that asks for something that is not done. */
export function unheeded(body: JsonObject, fields: readonly Unheeded[]): readonly Warning[] {
	return fields
		.filter(({ field, asks }) => {
			const value = presentValue(body, field);
			return value !== null && asks(value);
		})
		.map(({ field, message }) => ({ setting: field, message }));
}
