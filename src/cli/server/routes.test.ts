import { expect, test } from "vitest";
import { WIRES } from "../../http/routes.ts";
import { filmgate, filmgateJson } from "../testing/command.ts";

test("every URL of the server's table is there, and the files' and the server's", async () => {
	const table = await filmgateJson<{ wire: string; method: string; path: string }[]>(["routes"]);
	const expected = WIRES.flatMap(({ dialect, routes }) =>
		routes.map(({ method, path }) => ({ wire: dialect.name, method, path })),
	);
	expect(table.slice(0, expected.length)).toEqual(expected);
	expect(table.slice(expected.length).map(({ method, path }) => `${method} ${path}`)).toEqual([
		"GET /films/:file",
		"GET /films/:id/:file",
		"GET /uploads/:file",
		"GET /healthz",
		"GET /readyz",
		"GET /openapi.json",
		"GET /docs",
	]);

	const { code, stdout } = await filmgate(["routes"]);
	expect(code).toBe(0);
	const lines = stdout.trimEnd().split("\n");
	expect(lines.map((line) => line.split(/ +/))).toEqual(table.map(({ wire, method, path }) => [wire, method, path]));
});
