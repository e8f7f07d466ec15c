import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../../contracts/test-server.ts";
import type { JsonObject } from "../../core/json.ts";
import { version } from "../../version.ts";
import { WIRES } from "../routes.ts";
import { describeWires } from "./routes.ts";
import { schemaCompiler } from "./testing/compile-schema.ts";

let server: TestServer;
let document: JsonObject;

beforeAll(async () => {
	server = await openTestServer();
	document = (await (await fetch(`${server.url}/openapi.json`)).json()) as JsonObject;
});

afterAll(async () => await server?.close());

test("every route of every wire is described, and every description has its route", async () => {
	for (const { routes, description } of await describeWires(WIRES)) {
		const named = routes.filter(({ method }) => method !== "HEAD").map(({ method, path }) => `${method} ${path}`);
		expect(Object.keys(description.operations).sort()).toEqual(named.sort());
	}
});

describe("the document", () => {
	test("is valid OpenAPI 3.1", async () => {
		const validator = new Validator();
		expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
		expect(validator.version).toBe("3.1");
	});

	test("has schemas that compile, and examples that are as they say", () => {
		const compile = schemaCompiler(document);
		const faults: string[] = [];
		for (const pointer of pointersTo(document, "schema")) {
			const isValid = compile(at(document, pointer) as JsonObject);
			const { example } = at(document, pointer.replace(/\/schema$/, "")) as { example?: unknown };
			if (example !== undefined && !isValid(example)) faults.push(`${pointer}: ${JSON.stringify(isValid.errors)}`);
		}
		expect(faults).toEqual([]);
	});

	test("names its operations and schemas once each", () => {
		const ids = Object.values(document.paths as JsonObject).flatMap((methods) =>
			Object.values(methods as JsonObject).map((operation) => (operation as { operationId: string }).operationId),
		);
		expect(new Set(ids).size).toBe(ids.length);
		const texts = JSON.stringify(document);
		const known = Object.keys((document.components as { schemas: JsonObject }).schemas);
		const referred = new Set(Array.from(texts.matchAll(/"#\/components\/schemas\/(\w+)"/g), ([, name]) => name));
		expect(known.filter((name) => !referred.has(name))).toEqual([]);
		expect([...referred].filter((name) => !known.includes(name as string))).toEqual([]);
	});

	test("says this version, and where the server is reached", async () => {
		expect(document).toMatchObject({ info: { version: version() }, servers: [{ url: server.url }] });
	});
});

describe("over HTTP", () => {
	test.each(["/openapi.json", "/docs"])("%s is sent once: it has a name for its bytes", async (path) => {
		const first = await fetch(server.url + path);
		const etag = first.headers.get("etag") ?? "";
		expect(first.status).toBe(200);
		const again = await fetch(server.url + path, { headers: { "if-none-match": `"other", W/${etag}` } });
		expect([again.status, await again.text()]).toEqual([304, ""]);
		const head = await fetch(server.url + path, { method: "HEAD" });
		expect([head.status, head.headers.get("etag"), await head.text()]).toEqual([200, etag, ""]);
		const other = await fetch(server.url.replace("127.0.0.1", "localhost") + path, {
			headers: { "if-none-match": etag },
		});
		expect(other.status).toBe(200);
		expect(await other.text()).toContain("http://localhost:");
	});

	test("any page may read the document", async () => {
		const { headers } = await fetch(`${server.url}/openapi.json`, { headers: { origin: "https://editor.example" } });
		expect(headers.get("access-control-allow-origin")).toBe("*");
		expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
	});

	test("the page has no script, and nothing that a browser would fetch", async () => {
		const response = await fetch(`${server.url}/docs`);
		const page = await response.text();
		expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
		expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
		expect(page).not.toMatch(/<script|<link|<img|<iframe| src=| on\w+=/i);
		expect(page).not.toContain("origin.invalid");
		for (const { path } of WIRES.flatMap(({ routes }) => routes)) {
			const template = path.replaceAll(/:(\w+)/g, "{$1}");
			expect(page).toContain(`${server.url}${template}`);
		}
	});

	test("a host that is none is not repeated", async () => {
		const { request } = await import("node:http");
		const text = await new Promise<string>((resolve, reject) => {
			const { hostname, port } = new URL(server.url);
			request({ hostname, port, path: "/docs", headers: { host: '"><b>' } }, async (response) => {
				resolve((await response.toArray()).join(""));
			})
				.on("error", reject)
				.end();
		});
		expect(text).not.toContain('"><b>');
	});
});

function pointersTo(value: unknown, name: string, path = ""): string[] {
	if (typeof value !== "object" || value === null) return [];
	return Object.entries(value).flatMap(([key, part]) => {
		const pointer = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
		return key === name && !path.endsWith("/properties") ? [pointer] : pointersTo(part, name, pointer);
	});
}

function at(value: unknown, pointer: string): unknown {
	const keys = pointer.split("/").slice(1);
	return keys.reduce(
		(part, key) => (part as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")],
		value,
	);
}
