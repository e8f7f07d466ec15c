import { SPEAKERS } from "../../wire/pixverse/speakers.ts";
import type { Handler } from "../dialect.ts";
import { success } from "./envelope.ts";
import { pageOf } from "./page.ts";

/** `GET /openapi/v2/video/lip_sync/tts_list`: the voices that everybody has. */
export const ttsList: Handler = async (request) => {
	const data = await pageOf(SPEAKERS, request, { number: "page_num", size: "page_size", usual: 30 });
	return success({ total: SPEAKERS.length, data: data.map((speaker) => ({ ...speaker })) });
};
