import { invalidField } from "../../core/errors.ts";
import { TEMPLATES } from "../../wire/pixverse/templates.ts";
import type { Handler } from "../dialect.ts";
import { success } from "./envelope.ts";
import { pageOf } from "./page.ts";

/** `GET /openapi/v2/video/effects/templates/list`: type 1 makes videos, type 2 pictures; all without a type. */
export const templateList: Handler = async (request) => {
	const { type = "" } = request.query;
	if (!["", "1", "2"].includes(type)) throw invalidField("type", "1, 2");
	const chosen = TEMPLATES.filter((template) => type === "" || template.type === Number(type));
	const page = await pageOf(chosen, request, { number: "page", size: "pageSize", usual: 20 });
	const items = page.map(({ template_id, type: kind, name, images: [least, most], qualities }) => ({
		template_id,
		type: kind,
		name,
		activated: true,
		min_images: least,
		max_images: most,
		qualities: [...qualities],
		thumbnail: "",
	}));
	return success({ total: chosen.length, effect_items: items });
};
