import { KEY_HEADER } from "../../wire/pixverse/codes.ts";
import type { Dialect } from "../dialect.ts";
import { renderError } from "./errors.ts";
import { readHeader } from "./headers.ts";

const MEBIBYTE = 1024 * 1024;

/** PixVerse's platform API, as under `/openapi/v2`. */
export const pixverse: Dialect = {
	name: "pixverse",
	bodyLimit: MEBIBYTE,
	credential: (headers) => readHeader(headers, KEY_HEADER),
	renderError,
};
