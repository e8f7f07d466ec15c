import { FILE_PATHS } from "../../http/films.ts";
import { HEALTH_PATH } from "../../http/health.ts";
import { WIRES } from "../../http/routes.ts";
import { EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";

/** The table of URLs, as the server reads it. */
export async function routes(options: { readonly json?: boolean }): Promise<number> {
	const wires = WIRES.flatMap(({ dialect, routes }) =>
		routes.map(({ method, path }) => ({ wire: dialect.name, method, path })),
	);
	const files = FILE_PATHS.map((path) => ({ wire: "files", method: "GET", path }));
	const table = [...wires, ...files, { wire: "server", method: "GET", path: HEALTH_PATH }];
	if (options.json) printJson(table);
	else for (const { wire, method, path } of table) print(`${wire.padEnd(9)} ${method.padEnd(6)} ${path}`);
	return EXIT.done;
}
