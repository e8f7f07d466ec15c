import type { Dialect } from "../dialect.ts";
import { renderError } from "./errors.ts";

/** Filmgate's own wire, under /api/v1. Its types are sdk/src/wire.ts. */
export const native: Dialect = {
	name: "native",
	/** Room for the largest image as a data URL, and the longest prompts. */
	bodyLimit: 32 * 1024 * 1024,
	credential({ authorization }) {
		const header = typeof authorization === "string" ? authorization : "";
		return /^bearer +(\S+) *$/i.exec(header)?.[1] ?? null;
	},
	renderError,
};
