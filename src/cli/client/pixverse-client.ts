import { randomUUID } from "node:crypto";
import { z } from "zod";

const answer = z.object({
	ErrCode: z.literal(0),
	Resp: z.object({ id: z.int(), status: z.int(), url: z.string() }),
});

export type PixverseStatus = z.infer<typeof answer>["Resp"];

/** What PixVerse's status call says of a task, as its clients ask it. */
export async function readPixverseStatus(
	{ url, key }: { readonly url: string; readonly key: string },
	id: string,
): Promise<PixverseStatus> {
	const headers = { "API-KEY": key, "Ai-trace-id": randomUUID() };
	const response = await fetch(`${url}/openapi/v2/video/result/${id}`, { headers });
	return answer.parse(await response.json()).Resp;
}
