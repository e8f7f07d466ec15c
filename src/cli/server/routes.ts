import { FILE_PATHS } from "../../http/films.ts";
import { HEALTH_PATH, READY_PATH } from "../../http/health.ts";
import { DOCUMENT_PATH, PAGE_PATH } from "../../http/openapi/routes.ts";
import { WIRES } from "../../http/routes.ts";
import { EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";

/** The table of URLs, as the server reads it. */
export async function routes(options: { readonly json?: boolean }): Promise<number> {
	const wires = WIRES.flatMap(({ dialect, routes }) =>
		routes.map(({ method, path }) => ({ wire: dialect.name, method, path })),
	);
	const files = FILE_PATHS.map((path) => ({ wire: "files", method: "GET", path }));
	const server = [HEALTH_PATH, READY_PATH, DOCUMENT_PATH, PAGE_PATH].map((path) => ({
		wire: "server",
		method: "GET",
		path,
	}));
	const table = [...wires, ...files, ...server];
	if (options.json) printJson(table);
	else for (const { wire, method, path } of table) print(`${wire.padEnd(9)} ${method.padEnd(6)} ${path}`);
	return EXIT.done;
}
