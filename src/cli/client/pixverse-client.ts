import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { callVendor } from "./vendor-call.ts";

const answer = z
	.object({ ErrCode: z.literal(0), Resp: z.object({ id: z.int(), status: z.int(), url: z.string() }) })
	.transform(({ Resp }) => Resp);
const refusal = z.object({ ErrCode: z.int(), ErrMsg: z.string() }).transform(({ ErrMsg }) => ErrMsg);

export type PixverseStatus = z.infer<typeof answer>;

/** As much of a PixVerse client as `generate` needs. */
export function createPixverseClient({ url, key }: Connection) {
	return {
		/** What the status call says of a task. */
		async result(id: string): Promise<PixverseStatus> {
			const headers = { "API-KEY": key, "Ai-trace-id": randomUUID() };
			return await callVendor({ url: `${url}/openapi/v2/video/result/${id}`, init: { headers } }, answer, refusal);
		},
	};
}
