import type { JsonObject } from "../../core/json.ts";
import { plain } from "./html.ts";
import { listAt, objectAt, type ShownOperation } from "./read-document.ts";
import { resolve } from "./schema-rows.ts";

export interface SampleSurroundings {
	/** Where the server is reached. */
	readonly server: string;
	readonly securitySchemes: JsonObject;
	readonly components: JsonObject;
}

/** The call as one would type it, once for each way in which its body may be sent. */
export function samplesOf(operation: ShownOperation, around: SampleSurroundings): string {
	const content = objectAt(objectAt(operation.about, "requestBody"), "content");
	const json = objectAt(content, "application/json");
	const schemaOf = (body: JsonObject) => resolve(objectAt(body, "schema"), around.components);
	const form = formOf(schemaOf(objectAt(content, "multipart/form-data")), schemaOf(json));
	const sent =
		json.example === undefined
			? null
			: `--json '${quoted(JSON.stringify(json.example, null, 2).replaceAll("\n", "\n  "))}'`;
	const bodies = [sent, json.example !== undefined && !form.hasOwnFile ? null : form.text].filter(
		(body) => body !== null,
	);
	const calls =
		bodies.length === 0 ? [call(operation, around, null)] : bodies.map((body) => call(operation, around, body));
	return calls.map((text) => `<pre tabindex="0">${plain(text)}</pre>`).join("\n");
}

function call({ method, path, about }: ShownOperation, around: SampleSurroundings, body: string | null): string {
	const needed = listAt(about, "parameters").filter((each) => each.in === "query" && each.required === true);
	const query = needed.map(({ name, example }) => `${name}=${example ?? `{${name}}`}`).join("&");
	const url = `${around.server}${path}${query === "" ? "" : `?${query}`}`;
	const verb = method === (body === null ? "get" : "post") ? "" : `-X ${method.toUpperCase()} `;
	const quotes = /[{?&]/.test(url) ? '"' : "";
	const lines = [
		`curl ${verb}${quotes}${url}${quotes}`,
		`-H "${keyOf(about, around)}"`,
		...(body === null ? [] : [body]),
	];
	return lines.join(" \\\n  ");
}

/** Files are what a form is for: those that JSON cannot carry by another name make it worth showing. */
function formOf(form: JsonObject, json: JsonObject): { readonly text: string | null; readonly hasOwnFile: boolean } {
	const fields = Object.entries(objectAt(form, "properties")) as [string, JsonObject][];
	const isFile = ({ format, contentMediaType }: JsonObject) => format === "binary" || contentMediaType !== undefined;
	const files = fields.filter(([, field]) => isFile(field)).map(([name]) => name);
	if (files.length === 0) return { text: null, hasOwnFile: false };
	const needed = listAt(json, "required") as readonly unknown[];
	const others = fields.map(([name]) => name).filter((name) => !files.includes(name) && needed.includes(name));
	const parts = [...others.map((name) => `-F ${name}=…`), ...files.map((name) => `-F ${name}=@file`)];
	const inJson = objectAt(json, "properties");
	return { text: parts.join(" \\\n  "), hasOwnFile: files.some((name) => !(name in inJson)) };
}

/** The header with the key, as this call's wire wants it. */
export function keyOf(about: JsonObject, { securitySchemes }: SampleSurroundings): string {
	const [wire = ""] = Object.keys(listAt(about, "security")[0] ?? {});
	const { type, name } = objectAt(securitySchemes, wire);
	return type === "apiKey" ? `${name}: $KEY` : "Authorization: Bearer $KEY";
}

function quoted(text: string): string {
	return text.replaceAll("'", "'\\''");
}
