import { RESTYLE_EFFECTS } from "../../wire/pixverse/restyles.ts";
import type { Handler } from "../dialect.ts";
import { success } from "./envelope.ts";
import { pageOf } from "./page.ts";

/** `GET /openapi/v2/video/restyle/list`. There are no pictures of the effects here: `thumbnail` is "". */
export const restyleList: Handler = async (request) => {
	const page = await pageOf(RESTYLE_EFFECTS, request, { number: "page_num", size: "page_size", usual: 30 });
	const data = page.map(({ restyle_id, name }) => ({ restyle_id, name, thumbnail: "" }));
	return success({ total: RESTYLE_EFFECTS.length, data });
};
