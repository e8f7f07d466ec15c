import { loadApiKey, loadOptionalSetting, withUserAgentSuffix } from "@ai-sdk/provider-utils";
import { createFilmgate, type Filmgate, FilmgateApiError, FilmgateConnectionError } from "@filmgate/sdk";
import { APICallError } from "@ai-sdk/provider";
import type { FilmgateProviderSettings } from "./provider.ts";
import { VERSION } from "./version.ts";

/** Where a server listens that nobody told anything else. */
const DEFAULT_URL = "http://127.0.0.1:8033";

/** One call of the AI SDK, with the server on its other end. */
export interface Connection {
	/** Tries everything once: the AI SDK has its own way of trying again. */
	readonly api: Filmgate;
	/** Goes on where a connection broke off: for what is read over a long time. */
	readonly patient: Filmgate;
	/** Of the server's last answer. */
	headers(): Record<string, string> | undefined;
	/** Does it, and turns what goes wrong into an APICallError. `body` is what was sent. */
	ask<Answer>(path: string, body: unknown, act: () => Promise<Answer>): Promise<Answer>;
}

/** Throws LoadAPIKeyError when there is no key to be found. */
export function connect(
	settings: FilmgateProviderSettings,
	headersOfCall: Record<string, string | undefined> | undefined,
): Connection {
	const key = loadApiKey({
		apiKey: settings.apiKey,
		environmentVariableName: "FILMGATE_API_KEY",
		description: "Filmgate",
	});
	const given = loadOptionalSetting({ settingValue: settings.baseURL, environmentVariableName: "FILMGATE_URL" });
	const url = (given ?? DEFAULT_URL).replace(/\/+$/, "");
	const { "idempotency-key": _key, ...headers } = withUserAgentSuffix(
		{ ...settings.headers, ...headersOfCall },
		`ai-sdk/filmgate/${VERSION}`,
	);
	let last: Record<string, string> | undefined;
	const send = settings.fetch ?? globalThis.fetch;
	const fetch: typeof globalThis.fetch = async (...request) => {
		const response = await send(...request);
		last = Object.fromEntries(response.headers);
		return response;
	};
	const common = { url, key, headers, fetch };
	return {
		api: createFilmgate({ ...common, maxRetries: 0 }),
		patient: createFilmgate(common),
		headers: () => last,
		async ask(path, body, act) {
			try {
				return await act();
			} catch (error) {
				throw toApiCallError(error, { url: `${url}/api/v1${path}`, requestBodyValues: body });
			}
		},
	};
}

/** Aborts, and what is no fault of the call, stay what they are. */
function toApiCallError(error: unknown, call: { url: string; requestBodyValues: unknown }): unknown {
	if (error instanceof FilmgateConnectionError) {
		return new APICallError({ ...call, message: error.message, cause: error, isRetryable: true });
	}
	if (!(error instanceof FilmgateApiError)) return error;
	const { message, status, headers, body, retryable, code, field, allowed } = error;
	return new APICallError({
		...call,
		message,
		cause: error,
		statusCode: status,
		responseHeaders: Object.fromEntries(headers),
		responseBody: body,
		isRetryable: retryable,
		data: { code, field, allowed },
	});
}
