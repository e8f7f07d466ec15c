import type { z } from "zod";
import { CommandError, EXIT } from "../exit.ts";

/** One call of a vendor's wire: its answer as `schema` reads it. Throws a sentence for everything else. */
export async function callVendor<Answer>(
	request: { readonly url: string; readonly init: RequestInit },
	schema: z.ZodType<Answer>,
	refusal: z.ZodType<string>,
): Promise<Answer> {
	const { host } = new URL(request.url);
	let response: Response;
	try {
		response = await fetch(request.url, request.init);
	} catch {
		throw new CommandError(`No server answers at ${host}. Is it running?`, EXIT.unreachable);
	}
	const body = parseJson(await response.text());
	const answer = schema.safeParse(body);
	if (response.ok && answer.success) return answer.data;
	const said = refusal.safeParse(body);
	throw new CommandError(
		said.success ? said.data : `${host} answers ${response.status}, but not as Filmgate does. Is it one?`,
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null; // A proxy's page: no schema fits it.
	}
}
