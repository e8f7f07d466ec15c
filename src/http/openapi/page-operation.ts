import type { JsonObject, JsonValue } from "../../core/json.ts";
import { phrase, plain, prose } from "./html.ts";
import { type SampleSurroundings, samplesOf } from "./page-sample.ts";
import { listAt, objectAt, type ShownOperation } from "./read-document.ts";
import { rowOf, rowsOf, type SchemaRow } from "./schema-rows.ts";

/** One call: what it is for, how it is typed, what it takes, what it answers. */
export function operationHtml(operation: ShownOperation, around: SampleSurroundings): string {
	const { about } = operation;
	const { components } = around;
	const parameters = listAt(about, "parameters");
	const answers = Object.entries(objectAt(about, "responses")).filter(([status]) => status !== "default");
	return `<article id="${anchorOf(operation)}">
<h3><a href="#${anchorOf(operation)}">${phrase(String(about.summary))}</a></h3>
<p class="call">${methodHtml(operation.method)} <code>${plain(operation.path).replaceAll("/", "/<wbr>")}</code></p>
<div class="columns">
<div class="sample">${samplesOf(operation, around)}</div>
<div class="about">
${prose(String(about.description ?? ""))}
${["path", "query", "header"].map((place) => parametersHtml(place, parameters)).join("")}
${bodiesHtml(objectAt(objectAt(about, "requestBody"), "content"), components)}
<h4>Answers</h4>
${answers.map(([status, answer]) => answerHtml(status, answer as JsonObject, components)).join("\n")}
</div>
</div>
</article>`;
}

export function methodHtml(method: string): string {
	return `<span class="method ${method}">${method.toUpperCase()}</span>`;
}

export function anchorOf({ about }: ShownOperation): string {
	return plain(String(about.operationId));
}

const PLACES: Readonly<Record<string, string>> = { path: "In the path", query: "In the query", header: "Headers" };

function parametersHtml(place: string, parameters: readonly JsonObject[]): string {
	const own = parameters.filter((parameter) => parameter.in === place);
	const rows = own.map(({ name, schema = {}, required, description }) => {
		const row = rowOf(String(name), schema, { required: required === true, components: {} });
		return { ...row, text: String(description ?? "") };
	});
	return fieldsHtml(PLACES[place] ?? place, rows);
}

/** The same fields are shown once, whatever they may be sent as. */
function bodiesHtml(content: JsonObject, components: JsonObject): string {
	const types = Object.keys(content);
	const json = content["application/json"] ?? Object.values(content)[0];
	if (json === undefined) return "";
	const own = rowsIn(json, components);
	const named = new Set(own.map(({ name }) => name));
	const inForms = rowsIn(content["multipart/form-data"] ?? {}, components).filter(({ name }) => !named.has(name));
	const title = `Body <span class="types">${types.map((type) => `<code>${plain(type)}</code>`).join(" ")}</span>`;
	return fieldsHtml(title, own) + fieldsHtml("In a form besides", inForms);
}

function rowsIn(body: JsonValue, components: JsonObject): readonly SchemaRow[] {
	return rowsOf((body as JsonObject).schema ?? {}, components);
}

/** @param status a number, or what stands for many. */
export function answerHtml(status: string, answer: JsonObject, components: JsonObject): string {
	const content = Object.entries(objectAt(answer, "content"));
	const types = content.map(([type]) => `<code>${plain(type)}</code>`).join(" ");
	const rows = content.flatMap(([, body]) => rowsIn(body, components));
	const headers = Object.entries(objectAt(answer, "headers")).map(([name, header]) => ({
		...rowOf(name, { type: "string" }, { required: false, components }),
		text: String((header as JsonObject).description ?? ""),
	}));
	const head = `<b class="status${/^2/.test(status) ? "" : " other"}">${status}</b> ${phrase(String(answer.description))} <span class="types">${types}</span>`;
	const inside = fieldsHtml("Headers", headers) + fieldsHtml(headers.length === 0 ? "" : "Body", rows, "given");
	return inside === ""
		? `<p class="answer">${head}</p>`
		: `<details class="answer"><summary>${head}</summary>${inside}</details>`;
}

/** @param title HTML. */
function fieldsHtml(title: string, rows: readonly SchemaRow[], side: "sent" | "given" = "sent"): string {
	if (rows.length === 0) return "";
	const head = title === "" ? "" : `<h4>${title}</h4>`;
	return `${head}<dl>${rows.map((row) => fieldHtml(row, side)).join("\n")}</dl>`;
}

function fieldHtml({ name, type, values, required, text }: SchemaRow, side: "sent" | "given"): string {
	const cut = name.lastIndexOf(".") + 1;
	const label = `<span class="outer">${plain(name.slice(0, cut))}</span>${plain(name.slice(cut))}`;
	// Of what is answered nearly all is always there; of what is sent nearly nothing has to be.
	const mark = side === "sent" ? (required ? "required" : "") : required ? "" : "not always there";
	const marked = mark === "" ? "" : ` <span class="mark">${mark}</span>`;
	const chips = values.map((value) => `<code>${plain(value)}</code>`).join(" ");
	const level = (name.match(/\./g) ?? []).length;
	return `<div class="field level${Math.min(level, 3)}"><dt><code>${label}</code> <span class="type">${plain(type)}</span>${marked}</dt>
<dd>${text === "" ? "" : `<p>${phrase(text)}</p>`}${chips === "" ? "" : `<p class="values">${chips}</p>`}</dd></div>`;
}
