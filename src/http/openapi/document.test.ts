import { expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject } from "../../core/json.ts";
import { createDocument, type DescribedWire } from "./document.ts";
import { createPage } from "./page.ts";
import { Schemas } from "./schemas.ts";

const Film = z.object({ url: z.url().describe("Where it is."), seconds: z.int().nullable() }).meta({ id: "Film" });
const Wish = z.object({ prompt: z.string().max(512), size: z.enum(["small", "large"]).default("small") });

const wire: DescribedWire = {
	dialect: { name: "native" },
	routes: [
		{ method: "POST", path: "/films" },
		{ method: "GET", path: "/films/:id" },
		{ method: "HEAD", path: "/films/:id" },
	],
	description: {
		title: "Films & more",
		text: "Keys are <secret>.\n\nSee [there](/docs).",
		security: { type: "http", scheme: "bearer" },
		error: { text: "A refusal.", schema: z.object({ message: z.string() }).meta({ id: "Refusal" }) },
		operations: {
			"POST /films": {
				summary: "Order a `film`",
				request: { content: { "application/json": Wish }, example: { prompt: "it's raining" } },
				answers: { 202: { text: "Accepted.", schema: z.object({ films: z.array(Film) }) } },
			},
			"GET /films/:id": {
				summary: "Fetch it",
				parameters: [{ in: "query", name: "wait", text: "How long.", schema: z.int().min(0).max(60) }],
				answers: { 200: { text: "Its bytes.", files: ["video/mp4"], headers: { etag: "Names the bytes." } } },
			},
		},
	},
};
const document = createDocument([wire], { version: "1.2.3", origin: "http://films.example" });

function at(...path: string[]): unknown {
	return path.reduce<unknown>((value, name) => (value as JsonObject)[name], document);
}

test("routes become paths with their parameters; HEAD goes without saying", () => {
	expect(Object.keys(at("paths") as JsonObject)).toEqual(["/films", "/films/{id}"]);
	expect(Object.keys(at("paths", "/films/{id}") as JsonObject)).toEqual(["get"]);
	expect(at("paths", "/films/{id}", "get", "parameters")).toMatchObject([
		{ in: "path", name: "id", required: true },
		{ in: "query", name: "wait", required: false, schema: { type: "integer", minimum: 0, maximum: 60 } },
	]);
});

test("a schema with a name stands once, and is referred to", () => {
	const schema = at("paths", "/films", "post", "responses", "202", "content", "application/json", "schema");
	expect(schema).toMatchObject({ properties: { films: { items: { $ref: "#/components/schemas/Film" } } } });
	expect(at("components", "schemas", "Film")).toMatchObject({ required: ["url", "seconds"] });
	expect(at("paths", "/films", "post", "responses", "default", "content", "application/json", "schema")).toEqual({
		$ref: "#/components/schemas/Refusal",
	});
});

test("what has a default need not be sent", () => {
	const schema = at("paths", "/films", "post", "requestBody", "content", "application/json", "schema");
	expect(schema).toMatchObject({ required: ["prompt"] });
});

test("a route that nobody described is a mistake", () => {
	const routes = [...wire.routes, { method: "DELETE", path: "/films/:id" } as const];
	expect(() => createDocument([{ ...wire, routes }], { version: "1", origin: "" })).toThrow("DELETE /films/:id");
});

test("the page says all of it, and nothing that was said becomes markup", () => {
	const page = createPage(document);
	expect(page).toContain("Films &amp; more");
	expect(page).toContain("Keys are &lt;secret&gt;.");
	expect(page).toContain('<a href="/docs">there</a>');
	expect(page).toContain('<span class="outer">films[].</span>seconds</code> <span class="type">integer or null</span>');
	expect(page).toContain("<code>small</code> <code>large</code>");
	expect(page).toContain(
		"curl http://films.example/films \\\n  -H &quot;Authorization: Bearer $KEY&quot; \\\n  --json '{",
	);
	expect(page).toContain('string, up to 512 characters</span> <span class="mark">required');
	expect(page).toContain("it'\\''s raining");
	expect(page).toContain("<code>video/mp4</code>");
	expect(page).toContain("A refusal.");
	expect(page).toContain("<code>Authorization: Bearer $KEY</code>");
	expect(page).not.toContain("<script");
});

test("what may be null is said plainly", () => {
	const schemas = new Schemas();
	const body = z.object({
		name: z.string().max(9).describe("A name.").nullish(),
		size: z.enum(["small"]).nullable(),
		films: z.array(Film).nullable(),
		film: Film.describe("The film.").nullable(),
	});
	expect(schemas.of(body, "output").properties).toMatchObject({
		name: { type: ["string", "null"], maxLength: 9, description: "A name." },
		size: { type: ["string", "null"], enum: ["small", null] },
		films: { type: ["array", "null"] },
		film: { anyOf: [{ $ref: "#/components/schemas/Film" }, { type: "null" }], description: "The film." },
	});
});
