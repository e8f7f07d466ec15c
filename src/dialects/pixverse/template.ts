import { FilmgateError, invalidField } from "../../core/errors.ts";
import type { JsonValue } from "../../core/json.ts";
import type { Quality } from "../../wire/pixverse/models.ts";
import { TEMPLATES, type Template } from "../../wire/pixverse/templates.ts";
import { readBody } from "./fields.ts";

/** The template that a body follows; null when it follows none, which 0 says too. */
export function readTemplate(body: JsonValue, type: Template["type"]): Template | null {
	const { template_id: id } = readBody(body, { template_id: { type: "integer" } } as const);
	return id === null || id === 0 ? null : findTemplate(id, type);
}

export function findTemplate(id: number, type: Template["type"]): Template {
	const found = TEMPLATES.find((template) => template.template_id === id && template.type === type);
	if (found !== undefined) return found;
	const allowed = TEMPLATES.filter((each) => each.type === type)
		.map(({ template_id }) => template_id)
		.join(", ");
	const message = `template_id ${id} is not activated: allowed is ${allowed}.`;
	throw new FilmgateError("unsupported_operation", message, { field: "template_id", allowed });
}

/** Not every template is made in every quality. */
export function checkTemplateQuality({ qualities, name }: Template, quality: Quality): void {
	if (qualities.includes(quality)) return;
	const allowed = `${qualities.join(", ")} with template ${name}`;
	const message = `quality is not made by this template: allowed is ${allowed}.`;
	throw new FilmgateError("unsupported_operation", message, { field: "quality", allowed });
}

export function checkTemplatePictures({ images: [least, most], name }: Template, count: number, field: string): void {
	if (count >= least && count <= most) return;
	throw invalidField(field, `${least === most ? least : `${least} to ${most}`} pictures with template ${name}`);
}
