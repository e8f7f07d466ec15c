import type { JsonObject } from "../../core/json.ts";
import { phrase, plain, prose } from "./html.ts";
import { anchorOf, answerHtml, methodHtml, operationHtml } from "./page-operation.ts";
import { keyOf, type SampleSurroundings } from "./page-sample.ts";
import { STYLE } from "./page-style.ts";
import { listAt, objectAt, operationsOf, type ShownOperation } from "./read-document.ts";

interface ShownWire {
	readonly tag: JsonObject;
	readonly operations: readonly ShownOperation[];
}

/** The document as a page that a person reads: one file, no script, nothing fetched from elsewhere. */
export function createPage(document: JsonObject): string {
	const { schemas: components = {}, securitySchemes = {} } = objectAt(document, "components");
	const server = String(listAt(document, "servers")[0]?.url ?? "");
	const around = { components, securitySchemes, server } as SampleSurroundings;
	const info = objectAt(document, "info");
	const operations = operationsOf(document);
	const wires = listAt(document, "tags").map((tag) => ({
		tag,
		operations: operations.filter(({ about }) => hasTag(about, tag)),
	}));
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Filmgate API</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="Calls">
<p class="brand"><a href="#top">Filmgate</a> <small>${plain(String(info.version))}</small></p>
${wires.map(menuHtml).join("\n")}
</nav>
<main id="top">
<header>
<h1>Filmgate API</h1>
<p>${phrase(String(info.summary))}</p>
<p>Every task has one id, and every wire reads every task. For programs: <a href="/openapi.json">openapi.json</a>, OpenAPI 3.1.</p>
</header>
${wires.map((wire) => wireHtml(wire, around)).join("\n")}
</main>
</body>
</html>
`;
}

function menuHtml({ tag, operations }: ShownWire): string {
	const title = String(tag.name);
	const items = operations.map((operation) => {
		const { method, path, about } = operation;
		const label = `${methodHtml(method)}<span>${phrase(String(about.summary))}</span>`;
		return `<li><a href="#${anchorOf(operation)}" title="${plain(path)}">${label}</a></li>`;
	});
	return `<details open><summary>${plain(title)}</summary>
<ul><li><a class="overview" href="#${slug(title)}">Overview</a></li>
${items.join("\n")}</ul></details>`;
}

function wireHtml({ tag, operations }: ShownWire, around: SampleSurroundings): string {
	const title = String(tag.name);
	return `<section id="${slug(title)}">
<h2>${plain(title)}</h2>
${prose(String(tag.description ?? ""))}
${commonHtml(operations[0], around)}
${operations.map((operation) => operationHtml(operation, around)).join("\n")}
</section>`;
}

/** What all calls of a wire have in common. */
function commonHtml(operation: ShownOperation | undefined, around: SampleSurroundings): string {
	if (operation === undefined) return "";
	const { about } = operation;
	const refusal = objectAt(objectAt(about, "responses"), "default");
	return `<p>The key goes into <code>${plain(keyOf(about, around))}</code>.</p>
${answerHtml("Refused", refusal, around.components)}`;
}

function slug(title: string): string {
	return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

function hasTag(about: JsonObject, { name }: JsonObject): boolean {
	return Array.isArray(about.tags) && about.tags.includes(name as string);
}
