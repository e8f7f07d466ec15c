import { WIRES } from "../../http/routes.ts";
import { EXIT } from "../exit.ts";
import { print, printJson } from "../print.ts";

const FILES = ["/films/:file", "/films/:id/:file", "/uploads/:file"].map((path) => ({
	wire: "files",
	method: "GET",
	path,
}));
const HEALTH = { wire: "server", method: "GET", path: "/healthz" };

/** The table of URLs, as the server reads it. */
export async function routes(options: { readonly json?: boolean }): Promise<number> {
	const wires = WIRES.flatMap(({ dialect, routes }) =>
		routes.map(({ method, path }) => ({ wire: dialect.name, method, path })),
	);
	const table = [...wires, ...FILES, HEALTH];
	if (options.json) printJson(table);
	else for (const { wire, method, path } of table) print(`${wire.padEnd(9)} ${method.padEnd(6)} ${path}`);
	return EXIT.done;
}
