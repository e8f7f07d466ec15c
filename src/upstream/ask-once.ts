import type { CallOptions, UpstreamAnswer, UpstreamBody, UpstreamHttp } from "./http.ts";
import { NotSent } from "./http.ts";

export interface AskNeeds {
	/** The engine's. */
	readonly name: string;
	readonly settings: { readonly startLimitSeconds: number };
	readonly http: UpstreamHttp;
	readonly log: { warn(fields: object, sentence: string): void };
}

/** One POST within the time for a start. Rejects when the request may have arrived and its answer did not. */
export async function askOnce(
	path: string,
	{ body, signal, headers = {} }: CallOptions & { readonly body: UpstreamBody },
	{ name, settings, http, log }: AskNeeds,
): Promise<UpstreamAnswer | NotSent> {
	const limit = AbortSignal.timeout(settings.startLimitSeconds * 1000);
	try {
		return await http.post(path, body, { signal: AbortSignal.any([signal, limit]), headers });
	} catch (error) {
		if (!(error instanceof NotSent)) throw error;
		log.warn({ engine: name, err: error }, "an upstream could not be reached");
		return error;
	}
}
