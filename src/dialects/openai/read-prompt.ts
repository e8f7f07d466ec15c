import { missingField } from "../../core/errors.ts";
import { PROMPT_LENGTH } from "../../wire/openai/models.ts";
import { checkLength, type Fields } from "./fields.ts";

/** The prompt, which every order of this wire needs. */
export function readPrompt(fields: Fields): string {
	const prompt = fields.text("prompt") ?? "";
	if (prompt.trim() === "") throw missingField("prompt", `a text of up to ${PROMPT_LENGTH.max} characters`);
	return checkLength("prompt", prompt, PROMPT_LENGTH);
}
