import type { Dialect, Headers } from "../dialect.ts";
import { renderError } from "./errors.ts";

/** Room for the largest picture as a data URL. Files in forms are not counted: each has a cap of its own. */
const BODY_LIMIT = 32 * 1024 * 1024;

/** The OpenAI Videos API, as under `/v1/videos`. */
export const openai: Dialect = { name: "openai", bodyLimit: BODY_LIMIT, credential, renderError };

function credential({ authorization }: Headers): string | null {
	const header = typeof authorization === "string" ? authorization : "";
	return /^bearer +(\S+) *$/i.exec(header)?.[1] ?? null;
}
