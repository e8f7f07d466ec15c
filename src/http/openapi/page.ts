import type { JsonObject, JsonValue } from "../../core/json.ts";
import { plain, phrase, prose } from "./html.ts";
import { STYLE } from "./page-style.ts";
import { rowsOf, typeOf } from "./schema-rows.ts";

interface Operation {
	readonly method: string;
	readonly path: string;
	readonly about: JsonObject;
}

/** The document as a page that a person reads: one file, no script, nothing fetched from elsewhere. */
export function createPage(document: JsonObject): string {
	const components = objectAt(objectAt(document, "components"), "schemas");
	const operations = operationsOf(document);
	const tags = listAt(document, "tags");
	const server = String(listAt(document, "servers")[0]?.url ?? "");
	const info = objectAt(document, "info");
	const wires = tags.map((tag) => ({ tag, own: operations.filter(({ about }) => hasTag(about, tag)) }));
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Filmgate API</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Endpoints">
<h1>Filmgate <small>${plain(String(info.version))}</small></h1>
${wires.map(({ tag, own }) => menuOf(String(tag.name), own)).join("\n")}
</nav>
<main>
<header>
<p>${phrase(String(info.summary))}</p>
<p>Every task has one id, and every wire reads every task. The same as <a href="/openapi.json">OpenAPI 3.1</a>.</p>
</header>
${wires.map(({ tag, own }) => sectionOf(tag, own, { components, server })).join("\n")}
</main>
</body>
</html>
`;
}

function menuOf(title: string, operations: readonly Operation[]): string {
	const items = operations.map((operation) => `<li><a href="#${anchorOf(operation)}">${labelOf(operation)}</a></li>`);
	return `<h2><a href="#${slug(title)}">${plain(title)}</a></h2>\n<ul>${items.join("\n")}</ul>`;
}

interface Surroundings {
	readonly components: JsonObject;
	readonly server: string;
}

function sectionOf(tag: JsonObject, operations: readonly Operation[], around: Surroundings): string {
	const title = String(tag.name);
	return `<section id="${slug(title)}">
<h2>${plain(title)}</h2>
${prose(String(tag.description ?? ""))}
${operations.map((operation) => articleOf(operation, around)).join("\n")}
</section>`;
}

function articleOf(operation: Operation, { components, server }: Surroundings): string {
	const { about } = operation;
	const bodies = Object.entries(objectAt(objectAt(about, "requestBody"), "content"));
	const answers = Object.entries(objectAt(about, "responses")).filter(([status]) => status !== "default");
	return `<article id="${anchorOf(operation)}">
<h3>${labelOf(operation)}</h3>
<p class="summary">${phrase(String(about.summary))}</p>
${prose(String(about.description ?? ""))}
${tableOf("Parameters", listAt(about, "parameters").map(parameterRow))}
${bodies.map(([type, body]) => tableOf(`Body, ${type}`, fieldRows(body, components))).join("\n")}
${sampleOf(operation, server)}
${answers.map(([status, answer]) => answerOf(status, answer as JsonObject, components)).join("\n")}
</article>`;
}

function answerOf(status: string, answer: JsonObject, components: JsonObject): string {
	const content = Object.entries(objectAt(answer, "content"));
	const types = content.map(([type]) => `<code>${plain(type)}</code>`).join(", ");
	const rows = content.flatMap(([, body]) => fieldRows(body, components));
	return `<details><summary><b>${status}</b> ${phrase(String(answer.description))} ${types}</summary>
${tableOf("", rows)}</details>`;
}

function fieldRows(body: JsonValue, components: JsonObject): readonly string[] {
	const { schema = {} } = body as JsonObject;
	const rows = rowsOf(schema, components);
	if (rows.length === 0 && Object.keys(schema as JsonObject).length > 0)
		return [cells("", typeOf(schema, components), "")];
	return rows.map(({ name, type, required, text }) => cells(required ? `**\`${name}\`**` : `\`${name}\``, type, text));
}

function parameterRow(parameter: JsonObject): string {
	const name = `\`${parameter.name}\` (${parameter.in})`;
	const type = typeOf((parameter.schema ?? {}) as JsonValue, {});
	return cells(parameter.required === true ? `**${name}**` : name, type, String(parameter.description ?? ""));
}

function cells(name: string, type: string, text: string): string {
	return `<tr><td>${phrase(name)}</td><td class="type">${plain(type)}</td><td>${phrase(text)}</td></tr>`;
}

function tableOf(title: string, rows: readonly string[]): string {
	if (rows.length === 0) return "";
	return `${title === "" ? "" : `<h4>${plain(title)}</h4>`}<div class="scroll"><table>${rows.join("\n")}</table></div>`;
}

/** The call as one would type it. */
function sampleOf({ method, path, about }: Operation, server: string): string {
	const content = Object.values(objectAt(objectAt(about, "requestBody"), "content"))[0] as JsonObject | undefined;
	const [wire = ""] = Object.keys(listAt(about, "security")[0] ?? {});
	const key = wire === "pixverse" ? "API-KEY: $KEY" : "Authorization: Bearer $KEY";
	const body =
		content?.example === undefined ? "" : ` \\\n  -d '${JSON.stringify(content.example).replaceAll("'", "'\\''")}'`;
	const verb = method === "get" ? "" : `-X ${method.toUpperCase()} `;
	return `<pre>${plain(`curl ${verb}${server}${path} -H "${key}"${body}`)}</pre>`;
}

function operationsOf(document: JsonObject): readonly Operation[] {
	return Object.entries(objectAt(document, "paths")).flatMap(([path, methods]) =>
		Object.entries(methods as JsonObject).map(([method, about]) => ({ method, path, about: about as JsonObject })),
	);
}

function labelOf({ method, path }: Operation): string {
	return `<span class="method ${method}">${method.toUpperCase()}</span> <code>${plain(path).replaceAll("/", "/<wbr>")}</code>`;
}

function anchorOf({ about }: Operation): string {
	return plain(String(about.operationId));
}

function slug(title: string): string {
	return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function hasTag(about: JsonObject, { name }: JsonObject): boolean {
	return Array.isArray(about.tags) && about.tags.includes(name as string);
}

function objectAt(value: JsonObject, name: string): JsonObject {
	return (value[name] ?? {}) as JsonObject;
}

function listAt(value: JsonObject, name: string): readonly JsonObject[] {
	return (value[name] ?? []) as readonly JsonObject[];
}
